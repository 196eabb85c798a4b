/// The policy by which a queue takes what a topic says.
enum QueuePolicy {
    static func taking(from topic: String, into queue: String) -> String {
        #"{"Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","#
            + #""Resource":"\#(queue)","Condition":{"ArnEquals":{"aws:SourceArn":"\#(topic)"}}}}"#
    }
}
