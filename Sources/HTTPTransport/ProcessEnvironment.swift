import Glibc

/// A variable of the process's environment; nil where it is absent or empty.
func environmentValue(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    let value = unsafe String(cString: text)
    return value.isEmpty ? nil : value
}

/// The file of trusted certificates that the environment names.
let environmentCABundle: String? = environmentValue("AWS_CA_BUNDLE") ?? environmentValue("SSL_CERT_FILE")
