/// An element of an XML document that was read, its name without a prefix.
///
/// What AWS's protocols use of XML, and no more: comments, processing instructions and the order between text and
/// elements are lost.
package struct XMLElement: Sendable, Hashable {
    /// An attribute, its name spelled as in the document.
    package struct Attribute: Sendable, Hashable {
        /// The name, with its prefix.
        package var name: String
        /// The value.
        package var value: String

        /// Creates an attribute.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The name, without a prefix.
    package var name: String
    /// The attributes in order, declarations of namespaces included.
    package var attributes: [Attribute]
    /// The elements inside, in order.
    package var children: [XMLElement]
    /// The text directly inside, as one string.
    package var text: String

    /// Creates an empty element.
    init(_ name: String) {
        self.name = name
        attributes = []
        children = []
        text = ""
    }

    /// The first element inside with that name.
    package func child(_ name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// The text of the first element inside with that name.
    package func text(of name: String) -> String? {
        child(name)?.text
    }

    /// The value of the attribute with that name.
    package func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}
