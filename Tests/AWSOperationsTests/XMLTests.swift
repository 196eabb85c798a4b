import AWSOperations
import Testing

@Suite struct XMLTests {
    @Test func readsWhatXMLOffers() throws {
        let text = """
            \u{FEFF}<?xml version='1.0'?><!-- <x> --><s:a xmlns:s="u" t='1 &lt; "2"'>x &amp; &#65;&#x1F600;\
            <![CDATA[<b>&amp;]]><s:b/><!----><c d = "e" >\r\n</c ></s:a>
            """
        let root = try XMLElement(parsing: Array(text.utf8))
        #expect(root.name == "a" && root.attribute("t") == "1 < \"2\"" && root.attribute("xmlns:s") == "u")
        #expect(root.text == "x & A😀<b>&amp;")
        #expect(root.children.map(\.name) == ["b", "c"] && root.text(of: "c") == "\n")
    }

    @Test(arguments: [
        "", " ", "x", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "<a b></a>", "<a b=c/>", "<a b='1'c='2'/>",
        "<a>&nope;</a>", "<a>&#xD800;</a>", "<a>&#+65;</a>", "<a>&#-0;</a>", "<a>&#x-0;</a>", "<a>&amp</a>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a b='<'/>", "<1/>", "< a/>", "<a", "<![CDATA[x]]>", "<a><!--</a>",
    ])
    func refuses(text: String) {
        let error = #expect(throws: AWSCodingError.self) { try XMLElement(parsing: Array(text.utf8)) }
        #expect(error?.code == .malformedXML)
    }

    @Test(arguments: ["<html>", " <HTML lang=en>", "<!doctype HTML><html></html>"])
    func pagesAreCalledPages(text: String) {
        let error = #expect(throws: AWSCodingError.self) { try XMLElement(parsing: Array(text.utf8)) }
        #expect(error?.code == .html)
    }

    @Test func refusesDeepNesting() {
        for depth in [101, 100_000] {
            let text = String(repeating: "<a>", count: depth)
            #expect(throws: AWSCodingError.self) { try XMLElement(parsing: Array(text.utf8)) }
        }
    }

    @Test func writesWhatItReads() throws {
        var xml = XMLWriter()
        xml.begin("a", XMLNamespace("urn:a", prefix: "p"))
        xml.attribute("b", "\"\n<&'")
        xml.text("\u{1}\r\n\t<&>\"' é😀 ")
        xml.begin("c")
        xml.text("")
        xml.end("c")
        xml.element("d", "plain é")
        xml.begin("e")
        xml.number(-1)
        xml.end("e")
        xml.end("a")
        let root = try XMLElement(parsing: xml.bytes)
        #expect(root.name == "a")
        #expect(root.attribute("xmlns:p") == "urn:a")
        #expect(root.attribute("b") == "\"\n<&'")
        #expect(root.text == "\u{1}\r\n\t<&>\"' é😀 ")
        #expect(root.children.map(\.name) == ["c", "d", "e"])
        #expect(root.children.map(\.text) == ["", "plain é", "-1"])
        let document = String(decoding: xml.bytes, as: UTF8.self)
        #expect(document.contains("&#x1;&#xD;\n\t&lt;&amp;&gt;&quot;'"))
        #expect(document.hasSuffix("<c/><d>plain é</d><e>-1</e></a>"))
    }
}
