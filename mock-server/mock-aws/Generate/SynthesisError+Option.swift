import TrafficSynthesis

extension SynthesisError {
    /// The option of `mock-aws generate` that is wrong.
    var option: String {
        switch reason {
        case .start: "--start"
        case .duration: "--duration"
        case .rate: "--rate"
        case .accounts: "--accounts"
        case .regions: "--regions"
        case .format: "--format"
        case .aggregation: "--aggregation"
        case .layout: "--layout"
        case .bucket: "--bucket"
        case .prefix: "--prefix"
        case .organization: "--organization"
        case .logGroup: "--log-group"
        case .lateShare: "--late-share"
        case .pathology: "--pathology"
        case .trailBucket: "--trail-bucket"
        case .trailPrefix: "--trail-prefix"
        case .trailName: "--trail-name"
        case .trailRate: "--trail-rate"
        case .trailPathology: "--trail-pathology"
        }
    }
}
