package import AssayKit

extension PastInvoice {
    /// It as an object; absent values are left out.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("subject", subject)
        writer.key("part")
        writer.integer(part)
        writer.member("digest", digest)
        writer.member("vendor", vendor)
        writer.member("pan", pan)
        writer.member("type", type)
        writer.member("number", number)
        writer.member("key", numberKey)
        writer.member("fold", numberFold)
        writer.key("year")
        if let year { writer.integer(year) } else { writer.null() }
        writer.key("day")
        if let day { writer.integer(day) } else { writer.null() }
        writer.member("total", total?.text)
        writer.member("currency", currency)
        writer.member("irn", irn)
        writer.member("account", account)
        writer.member("items", itemsKey)
        if !pictures.isEmpty { writer.member("pictures", PictureHash.joined(pictures)) }
        writer.key("prices")
        writer.beginArray()
        for price in prices {
            writer.string(price.item)
            writer.string(price.price.text)
        }
        writer.endArray()
        writer.endObject()
    }

    /// What ``write(to:)`` wrote; nil without a subject.
    package init?(_ value: JSONValue) {
        guard let subject = value["subject"]?.stringValue else { return nil }
        self.init(subject: subject)
        part = value["part"]?.intValue ?? 1
        digest = value["digest"]?.stringValue
        vendor = value["vendor"]?.stringValue
        pan = value["pan"]?.stringValue
        type = value["type"]?.stringValue ?? type
        number = value["number"]?.stringValue
        numberKey = value["key"]?.stringValue
        numberFold = value["fold"]?.stringValue
        year = value["year"]?.intValue
        day = value["day"]?.intValue
        total = value["total"]?.stringValue.flatMap { Amount($0) }
        currency = value["currency"]?.stringValue ?? currency
        irn = value["irn"]?.stringValue
        account = value["account"]?.stringValue
        itemsKey = value["items"]?.stringValue
        pictures = PictureHash.list(value["pictures"]?.stringValue ?? "")
        prices = Self.prices(value["prices"]?.arrayValue ?? [])
    }

    /// Items and prices in turn.
    package static func prices(_ list: [JSONValue]) -> [Price] {
        stride(from: 0, to: list.count - 1, by: 2).compactMap { place in
            guard let item = list[place].stringValue,
                let price = list[place + 1].stringValue.flatMap({ Amount($0) })
            else { return nil }
            return Price(item: item, price: price)
        }
    }
}
