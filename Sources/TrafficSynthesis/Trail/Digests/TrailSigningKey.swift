import Digests
import Timestamps

/// The key by which made-up digests are signed: a test key of RSA with 2048 bits, made for this purpose only.
///
/// It is no secret. Being always the same, it makes the same digests of the same log files.
package enum TrailSigningKey {
    /// The key; nil where libcrypto does not take it.
    static let key = Base64.decode(base64).flatMap { RSASigningKey(der: $0) }

    /// The public part, `RSAPublicKey` of PKCS #1.
    package static let publicKey = key?.publicKey(.pkcs1) ?? []

    /// The name by which digests refer to the key: the MD5 of its DER.
    package static let fingerprint = MD5.hash(publicKey).hexString

    /// From CloudTrail's first month to the end of the century, 2013-11-01 to 2100-01-01.
    package static let validity = Timestamp(seconds: 1_383_264_000)...Timestamp(seconds: 4_102_444_800)

    /// `RSAPrivateKey` of PKCS #1.
    private static let base64 =
        "MIIEpAIBAAKCAQEAtRLc9SNSHzZxGDtumYie4JfwO1JAiB7xsjf0iEOnEF5m6c0YZYFjVXaLaWY1MW6WPDxPffEnaRK3BPGOWokZwDpvtJrzdPGk"
        + "BFwOYfPvjM7wFYIrDtZlYsW2oPBhOBi1qamHq9i5HDiqWerqnRQYmBFJL7dHbtsFONFgepQ0doxnw5P+N6ozu5JiaGdbpwj2Hqawcam8iOCdQGpo"
        + "j1VzSPvcXIJhetQu3nxmR/UPoqMCmq8MWap57rudCBg/qD7D34WIjt7C0t9iTGkCMyOw8gipHp3M6BQdI5PLNA7ejN1KcEcxIGbqOWOnxFDdacVX"
        + "xTwRFgKymgUcdNtGdU4xyQIDAQABAoIBABPlU7P3wpE9aSXRefCSy2pAJ5xNCFwskkAT1+GVFWk+Bi7QY0rb8a81TFIzccrRrN5HfjCHa94muUdo"
        + "x0x5XgP6J8X/dJq35l64QrhOllaxcj3axKJnulIlCVEbuILybBuNTiP6tzQ7obQplMfXqnAjDhiZGdc7Z5J7pw8w86bGzVapH05q73iv7O8U20yI"
        + "Uualc0qxWeG550h6I6Y2i7kxg4CvmBzLKim1oLTuvhQ6Ak8xtDTULqj3hNlA91DuqXWXvKUub8ppGmXAEwcOwtvHkuxaZmxj49DlvUt3H7WJ6owS"
        + "GqApYV1pPmXXod7IFjnauAAjCUwf6css+mjH1wUCgYEA3YLnlSTZUmOn7BkhZT6Ju3pc1gQHznLQvxe2bCpC1T/vuW+/+Mfar3c3rAABSYDvU+9Q"
        + "qPeGCNHhsuLuNglrKX3c4z3XBz2Ph6RmTKhWxj8TR+K+ABsIeTjfkhiA2schuZpZUydAplQk/GtAlnIL8dWy80HiqrtLKQts9a6MpIMCgYEA0UQt"
        + "NiVUR35nL+tP+WqJaqv0dn2JTv6SFuJeclbYdXIgaTyjYWW/saQRRWgAv+A26oeIgF+s8FfSxogSlub1pYkKuLHLy587/PfE9zMRrLcRJ8ljxZd1"
        + "pRj4nZoZnaXAHPoGg7NmIYaELXXJk8cgx3P/yiXImKl2zHH4n0fd9sMCgYEAhA3sPY+wN1vN2gTJUfBMcAXsnnHcrYjpRWK/kBBJs5PgOC6UxZ1v"
        + "k7eA6vs9yTIie2lqLrERqORmpxx+YpyO1DeCnb5aGKjsjjLGAeFBigJEXlCgcLOtA4eSUShmeQbJ5jpMEjSOaBo1yn2uDYKD+HIrsrWOibYKgreb"
        + "B4Q9uD0CgYAVVUbqoymRVEB+sRVpDsRNfJQiVC/gPrFz5cXNEC9m4aiOMeFR94ZwPJKKKc0RwnC2vfRbaeV+ZuWU2aBTg9387xiJtY5aBrSd2EBb"
        + "FvixS8RS8wPZy9PxbbdCkcgUuyX3jkGFwY8i0cy9ualACGe+DYRA/lMRxQzYULIQwsnM8wKBgQC1tezCeliZbUgJBrBiYBLu1oY+ohEltUJl1uur"
        + "seg6MApneWchcw0mW+Ihe4pwngmJhe3QjWQJXEtsa65X8ptWvrHAoo1Bxz5A79hgAwhDlCGpeuga/+vUPdzN8lAiJnVGcvjIvl9nfsBZGLBvPffV"
        + "xiTorQaGBRn89v3Ky6IJJA=="
}
