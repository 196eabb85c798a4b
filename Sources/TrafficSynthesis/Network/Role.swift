/// What a host of a network does there.
enum Role: Int, CaseIterable {
    /// Takes requests from outside.
    case loadBalancer
    /// Answers the load balancers' requests.
    case web
    case database
    case resolver
    case natGateway
    /// A NAT gateway without interfaces of its own: its records name no interface.
    case regionalNATGateway
    /// A node with pods, whose packets have other addresses than the node.
    case kubernetesNode
    /// A task of ECS with an interface of its own.
    case containerTask
    /// Works through the NAT gateway.
    case client
    case bastion
    /// In a local zone.
    case edge
    /// Has an interface, and nothing to say.
    case idle
    /// Started by an intruder, and there from then on.
    case launched

    /// How many of them a network has.
    var count: Int {
        switch self {
        case .web: 6
        case .client: 8
        case .kubernetesNode, .containerTask: 3
        case .loadBalancer, .database: 2
        case .resolver, .natGateway, .regionalNATGateway, .bastion, .edge, .idle, .launched: 1
        }
    }

    /// The kind of a managed interface; nil for others.
    ///
    /// Source: VPC User Guide, "Flow log records", `interface-type`.
    var interfaceType: String? {
        switch self {
        case .loadBalancer: "network_load_balancer"
        case .natGateway: "nat_gateway"
        case .regionalNATGateway: "regional_nat_gateway"
        default: nil
        }
    }

    /// Whether it runs on an instance of ours.
    var hasInstance: Bool {
        switch self {
        case .loadBalancer, .natGateway, .regionalNATGateway, .containerTask: false
        default: true
        }
    }

    /// Whether its subnet has a way in from outside.
    var isPublic: Bool {
        switch self {
        case .loadBalancer, .natGateway, .regionalNATGateway, .bastion, .launched: true
        default: false
        }
    }

    /// The value of its tag `Name`, percent-encoded as records have it.
    var tag: String {
        switch self {
        case .web: "web%20server"
        case .database: "orders-db"
        case .client: "batch%2Fnightly"
        case .kubernetesNode: "eks-node"
        case .bastion: "bastion"
        case .resolver: "dns"
        case .edge: "caf%C3%A9"
        default: "-"
        }
    }
}
