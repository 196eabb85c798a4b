import AWSOperations

extension AWSError {
    /// Whether AWS was asked too often, so that the same request can succeed later.
    public var isThrottling: Bool {
        guard case .retryable(.throttling, _) = FailureClassifier.outcome(of: self) else { return false }
        return true
    }
}
