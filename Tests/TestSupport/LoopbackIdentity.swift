/// Who a TLS server of a test is: self-signed for the name `localhost`, valid until 2126.
///
/// Made with `openssl req -x509`; of use for nothing else.
public enum LoopbackIdentity {
    /// The certificate.
    public static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBkjCCATigAwIBAgIUBaDGMxbOJKcGFGb/hfHn91uzURMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMDgyMFoYDzIxMjYxMDI4
        MTIwODIwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQDNlo2se9/8trT7z+zHjmPBN1I3Nj2UCrWyR790QfDej3MaZZaRT9f
        3rjI4TS74pQPHw5OrFdouRpUlusL957Go2YwZDAdBgNVHQ4EFgQU7IMIxhR8ItIZ
        9EL8ekjJKsQGKOYwHwYDVR0jBBgwFoAU7IMIxhR8ItIZ9EL8ekjJKsQGKOYwFAYD
        VR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAw
        RQIhAPijqbZ3/RiU+Yizvqh5F/BpcqcXPUG/UjEjsNtUCVHxAiBv2hzfml+AUat7
        w11aSlstJm77RYGL854BDiRV9b3f4g==
        -----END CERTIFICATE-----

        """
    /// Its private key.
    public static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB7DuuSbES8nVAIm3
        9PZLyAbkcrttPXr4MQb+59vrpJ6hRANCAAQDNlo2se9/8trT7z+zHjmPBN1I3Nj2
        UCrWyR790QfDej3MaZZaRT9f3rjI4TS74pQPHw5OrFdouRpUlusL957G
        -----END PRIVATE KEY-----

        """
}
