/// The query protocol of a service that speaks JSON nowadays: SQS.
///
/// Lists and maps are flattened, under the names of old. Source: the last model of SQS in the query protocol (botocore
/// 1.31, `data/sqs/2012-11-05/service-2.json`).
extension WireOperation {
    /// The operation as clients of the query protocol know it.
    var inQueryProtocol: WireOperation {
        var operation = self
        operation.service.wireProtocol = .query
        operation.input = input.inQueryProtocol
        operation.output = output.inQueryProtocol
        return operation
    }
}

extension AWSShape {
    fileprivate var inQueryProtocol: AWSShape {
        switch kind {
        case .structure(let members):
            return AWSShape(.structure { members().map(\.inQueryProtocol) })
        case .list(let element): return .list(of: element.shape.inQueryProtocol)
        case .map(_, let value): return .map(of: value.shape.inQueryProtocol)
        default: return self
        }
    }
}

extension AWSMemberShape {
    fileprivate var inQueryProtocol: AWSMemberShape {
        var member = self
        member.shape = shape.inQueryProtocol
        switch member.shape.kind {
        case .list:
            member.isFlattened = true
            member.wireName = oldNames[nameOnWire] ?? nameOnWire
        case .map(var key, var value):
            member.isFlattened = true
            member.wireName = oldNames[nameOnWire] ?? nameOnWire
            let isTag = member.wireName == "Tag"
            key.wireName = isTag ? "Key" : "Name"
            value.wireName = "Value"
            member.shape = AWSShape(.map(key: key, value: value))
        default: break
        }
        return member
    }
}

extension AWSError {
    /// The error under its code of old, which its details have for the header of JSON answers.
    var inQueryProtocol: AWSError {
        guard let old = details[AWSError.queryErrorKey] else { return self }
        var error = self
        error.details[AWSError.queryErrorKey] = nil
        error.code = String(old.prefix { $0 != ";" })
        return error
    }
}

extension ServiceTraits {
    /// Whether a form with `Action` and `Version` may ask the service.
    var takesForms: Bool { [.query, .ec2Query].contains(wireProtocol) || isQueryCompatible }

    /// Whether `prefix`, of `X-Amz-Target`, names the service: in full, or by its last part, which AWS takes, too.
    func isTarget(_ prefix: String) -> Bool {
        guard let targetPrefix else { return false }
        return targetPrefix == prefix || targetPrefix.hasSuffix("." + prefix)
    }
}

private let oldNames: [String: String] = [
    "Attributes": "Attribute", "AttributeNames": "AttributeName", "Entries": "DeleteMessageBatchRequestEntry",
    "Failed": "BatchResultErrorEntry", "MessageAttributeNames": "MessageAttributeName",
    "MessageAttributes": "MessageAttribute", "MessageSystemAttributeNames": "MessageSystemAttributeName",
    "MessageSystemAttributes": "MessageSystemAttribute", "Messages": "Message",
    "Successful": "DeleteMessageBatchResultEntry", "Tags": "Tag", "tags": "Tag",
]
