import Timestamps

/// What an incident leaves in CloudTrail.
extension Incident {
    /// When an instance is started with a leaked key.
    var launch: Int64 { start + callUnit * 6 }

    /// The calls, in order; none where the incident is one of packets alone.
    func calls(in network: Network) -> [TrailCall] {
        var calls: [TrailCall]
        switch kind {
        case .portScan, .beacon: return []
        case .bruteForce: calls = guesses()
        case .exfiltration: calls = theft(network)
        case .leakedKey: calls = intrusion(network)
        }
        for index in calls.indices {
            calls[index].incident = number
            calls[index].random = random.branch(0x6361_6C6C).branch(UInt64(index))
        }
        return calls
    }

    /// What CloudTrail finds unusual about it.
    func insight(in network: Network) -> TrailInsight? {
        let account = network.account
        switch kind {
        case .portScan, .bruteForce, .beacon: return nil
        case .exfiltration:
            let instance = network.hosts[host].instanceID
            return TrailInsight(
                start: start, source: "secretsmanager", name: "GetSecretValue", errorCode: nil, count: thefts,
                principal: "arn:aws:sts::\(account):assumed-role/AppServer/\(instance)", agent: RecordActor.sdk,
                incident: number)
        case .leakedKey:
            return TrailInsight(
                start: launch, source: "ec2", name: "RunInstances", errorCode: "Client.InstanceLimitExceeded",
                count: refusals, principal: "arn:aws:sts::\(account):assumed-role/Admin/maintenance",
                agent: RecordActor.cli, incident: number)
        }
    }

    private var guessCount: Int64 { 20 }
    private var thefts: Int64 { 30 }
    private var refusals: Int64 { 12 }

    private func call(
        _ call: RecordCall, by actor: RecordActor, at time: Int64, _ texts: SessionTexts, fails: Bool = false
    ) -> TrailCall {
        TrailCall(time: time, call: call, actor: actor, texts: texts, fails: fails, random: random)
    }

    /// Whoever tries the door of SSH tries passwords, too.
    private func guesses() -> [TrailCall] {
        var texts = SessionTexts()
        texts.address = SessionTexts.text(outside)
        return (0..<guessCount).map {
            call(.wrongPassword, by: .forgetful, at: start + span * $0 / guessCount, texts, fails: true)
        }
    }

    /// The credentials of an instance are used by that instance, and then from outside.
    private func theft(_ network: Network) -> [TrailCall] {
        var random = random.branch(1)
        let begin = start - callUnit * 4
        var texts = SessionTexts(role: "AppServer", from: begin, &random)
        texts.session = Array(network.hosts[host].instanceID.utf8)
        texts.address = SessionTexts.text(network.hosts[host].address)
        let (identity, secret) = (RecordCall.first("GetCallerIdentity"), RecordCall.first("GetSecretValue"))
        let instance = TrailPrincipal.instance
        var calls = [
            call(.assumeRole, by: TrailPrincipal.instanceOpening.actor, at: begin, texts),
            call(secret, by: instance, at: begin + callUnit, texts),
        ]
        texts.address = SessionTexts.text(outside)
        calls.append(call(identity, by: instance, at: start, texts))
        for index in 0..<thefts {
            calls.append(call(secret, by: instance, at: start + callUnit + index, texts))
        }
        return calls
    }

    /// A key in the wrong hands: who am I, what is there, a role with more rights, an instance, and more of them in vain.
    private func intrusion(_ network: Network) -> [TrailCall] {
        var random = random.branch(1)
        var user = SessionTexts()
        user.address = SessionTexts.text(outside)
        var texts = SessionTexts(role: "Admin", from: start + callUnit * 4, &random)
        texts.session = Array("maintenance".utf8)
        texts.address = user.address
        let (deploy, admin) = (TrailPrincipal.deploy, TrailPrincipal.administrator)
        var calls = [
            call(.first("GetCallerIdentity"), by: deploy, at: start, user),
            call(.first("ListBuckets"), by: deploy, at: start + callUnit, user, fails: true),
            call(.first("DescribeInstances"), by: deploy, at: start + callUnit * 2, user),
            call(.assumeRole, by: deploy, at: start + callUnit * 4, texts),
            call(.first("GetCallerIdentity"), by: admin, at: start + callUnit * 5, texts),
        ]
        let run = RecordCall.runInstances(network.hosts[host], in: network)
        calls.append(call(run, by: admin, at: launch, texts))
        for index in 0..<refusals {
            calls.append(call(run, by: admin, at: launch + 1 + index, texts, fails: true))
        }
        return calls
    }
}

extension RecordCall {
    /// The first call of a name.
    fileprivate static func first(_ name: String) -> RecordCall { named(name).first ?? assumeRole }

    /// A call that starts one of ours.
    fileprivate static func runInstances(_ host: Network.Host, in network: Network) -> RecordCall {
        let address = String(decoding: SessionTexts.text(host.address), as: UTF8.self)
        return RecordCall(
            "ec2", "RunInstances", weight: 0, readOnly: false,
            request: #"{"instancesSet":{"items":[{"imageId":"ami-<hex17>","minCount":1,"maxCount":1}]},"#
                + #""instanceType":"p5.48xlarge","monitoring":{"enabled":false}}"#,
            response: #"{"requestId":"<uuid>","reservationId":"r-<hex17>","ownerId":"<account>","instancesSet":"#
                + #"{"items":[{"instanceId":"\#(host.instanceID)","imageId":"ami-<hex17>","instanceState":{"code":0,"#
                + #""name":"pending"},"instanceType":"p5.48xlarge","#
                + #""subnetId":"\#(network.subnets[host.subnet].id)","vpcId":"\#(network.resourceID)","#
                + #""privateIpAddress":"\#(address)","networkInterfaceSet":{"items":[{"networkInterfaceId":"#
                + #""\#(host.interfaceID)"}]}}]}}"#,
            failure: Failure(
                code: "Client.InstanceLimitExceeded",
                message: "You have requested more vCPU capacity than your current vCPU limit allows"),
            version: "2016-11-15")
    }
}
