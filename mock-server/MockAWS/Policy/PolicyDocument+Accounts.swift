/// Questions of accounts rather than of services.
extension PolicyDocument.Question {
    /// What the account of a request asks for.
    init(action: String, resource: String, of context: MockContext) {
        let partition = ARNPartition.of(region: context.region)
        self.init(
            action: action, resource: resource, service: "",
            accounts: [context.account, "arn:\(partition):iam::\(context.account):root"],
            keys: ["aws:PrincipalAccount": context.account, "aws:SecureTransport": "true"])
        if let arn = context.caller?.arn {
            accounts.insert(arn)
            keys["aws:PrincipalArn"] = arn
        }
    }
}
