/// CRC-32 (ISO 3309): S3's `x-amz-checksum-crc32`, the checksum of gzip and zip.
public struct CRC32: Sendable, Hashable {
    private var register: UInt32 = .max

    /// Begins a checksum of nothing.
    public init() {}

    /// The checksum of what was given so far; 0 for nothing.
    public var value: UInt32 { ~register }

    /// Appends `bytes` to what is summed.
    public mutating func update(_ bytes: [UInt8]) {
        register = run(register, over: bytes, table: crc32Table)
    }

    /// Returns the CRC-32 of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = CRC32()
        crc.update(bytes)
        return crc.value
    }
}

/// CRC-32C (Castagnoli, RFC 3720 section 12.1): S3's `x-amz-checksum-crc32c`.
public struct CRC32C: Sendable, Hashable {
    private var register: UInt32 = .max

    /// Begins a checksum of nothing.
    public init() {}

    /// The checksum of what was given so far; 0 for nothing.
    public var value: UInt32 { ~register }

    /// Appends `bytes` to what is summed.
    public mutating func update(_ bytes: [UInt8]) {
        register = run(register, over: bytes, table: crc32cTable)
    }

    /// Returns the CRC-32C of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = CRC32C()
        crc.update(bytes)
        return crc.value
    }
}

/// CRC-64/NVME (NVM Express command set specification 1.0d, section 5.2.1.3.4): S3's `x-amz-checksum-crc64nvme`.
public struct CRC64NVME: Sendable, Hashable {
    private var register: UInt64 = .max

    /// Begins a checksum of nothing.
    public init() {}

    /// The checksum of what was given so far; 0 for nothing.
    public var value: UInt64 { ~register }

    /// Appends `bytes` to what is summed.
    public mutating func update(_ bytes: [UInt8]) {
        register = run(register, over: bytes, table: crc64Table)
    }

    /// Returns the CRC-64/NVME of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt64 {
        var crc = CRC64NVME()
        crc.update(bytes)
        return crc.value
    }
}

/// All are reflected: the register shifts right, and the table is of the bit-reversed polynomial.
private let crc32Table = table(polynomial: 0xEDB8_8320 as UInt32)
private let crc32cTable = table(polynomial: 0x82F6_3B78 as UInt32)
private let crc64Table = table(polynomial: 0x9A6C_9329_AC4B_C9B5 as UInt64)

private func table<Register: FixedWidthInteger & UnsignedInteger>(polynomial: Register) -> [Register] {
    (0..<256).map { index in
        (0..<8).reduce(Register(index)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1
        }
    }
}

private func run<Register: FixedWidthInteger & UnsignedInteger>(
    _ start: Register, over bytes: [UInt8], table: [Register]
) -> Register {
    var register = start
    for byte in bytes {
        register = register >> 8 ^ table[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
    }
    return register
}
