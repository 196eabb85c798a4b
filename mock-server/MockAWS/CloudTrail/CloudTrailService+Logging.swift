import AWSOperations
import Locking

/// Logging and tags.
extension CloudTrailService {
    func startLogging(_ input: StartLogging, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        var trail = try homeTrail(input.name, context)
        if !trail.isLogging {
            trail.isLogging = true
            trail.started = context.now
            put(trail)
            breakChains(of: trail)
        }
        return EmptyOutput()
    }

    func stopLogging(_ input: StopLogging, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        var trail = try homeTrail(input.name, context)
        if trail.isLogging {
            trail.isLogging = false
            trail.stopped = context.now
            put(trail)
        }
        return EmptyOutput()
    }

    func getTrailStatus(_ input: GetTrailStatus, _ context: MockContext) throws(AWSError) -> GetTrailStatus.Output {
        try trail(input.name, context).status
    }

    func addTags(_ input: AddTags, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        var trail = try tagged(input.resourceID, context)
        for tag in input.tagsList ?? [] {
            guard let key = tag.key, !key.isEmpty, key.utf8.count <= 128 else {
                throw AWSError.trail("InvalidTagParameter", "The key of a tag must have 1 to 128 characters.")
            }
            trail.tags[key] = tag.value ?? ""
        }
        guard trail.tags.count <= 50 else {
            throw AWSError.trail("TagsLimitExceeded", "A trail may have 50 tags.")
        }
        put(trail)
        return EmptyOutput()
    }

    func listTags(_ input: ListTags, _ context: MockContext) throws(AWSError) -> ListTags.Output {
        var output = ListTags.Output(resourceTagList: [])
        for arn in input.resourceIDList ?? [] {
            let trail = try tagged(arn, context)
            let tags = trail.tags.sorted { $0.key < $1.key }.map { CloudTrailTag(key: $0.key, value: $0.value) }
            output.resourceTagList?.append(ListTags.ResourceTags(resourceID: arn, tagsList: tags))
        }
        return output
    }

    private func tagged(_ arn: String?, _ context: MockContext) throws(AWSError) -> TrailState {
        guard arn?.hasPrefix("arn:") == true else {
            throw AWSError.trail("CloudTrailARNInvalid", "The ARN \(arn ?? "") is not one of a trail.")
        }
        guard let trail = try? trail(arn, context) else {
            throw AWSError.trail("ResourceNotFound", "The resource \(arn ?? "") does not exist.")
        }
        return trail
    }
}
