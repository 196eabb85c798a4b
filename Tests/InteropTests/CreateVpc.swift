import AWSOperations

/// An operation of EC2 that only these tests need: what it takes for a user of the library to add one.
struct CreateVpc: AWSOperation {
    var cidrBlock: String?

    static let members: [AWSMember<CreateVpc>] = [.body("CidrBlock", \.cidrBlock)]
    static let operation = OperationDescriptor(.ec2, "CreateVpc")

    struct Output: AWSStructure {
        var vpc: Vpc?

        static let members: [AWSMember<Output>] = [.body("vpc", \.vpc)]
    }

    struct Vpc: AWSStructure {
        var vpcID: String?

        static let members: [AWSMember<Vpc>] = [.body("vpcId", \.vpcID)]
    }
}
