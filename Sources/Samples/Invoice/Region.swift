/// A state with a town of it, for addresses that agree with the GSTIN and the PIN.
struct Region: Hashable, Sendable {
    /// Two digits, as in a GSTIN.
    let code: String
    /// The state's name.
    let state: String
    /// A town there.
    let city: String
    /// The first three digits of its PIN.
    let pinPrefix: String
    /// Whether the second half of the tax is called UTGST there.
    var isUnionTerritory = false

    /// Source: GST state codes and the postal ranges of India Post.
    static let all = [
        Region(code: "27", state: "Maharashtra", city: "Pune", pinPrefix: "411"),
        Region(code: "27", state: "Maharashtra", city: "Nagpur", pinPrefix: "440"),
        Region(code: "29", state: "Karnataka", city: "Bengaluru", pinPrefix: "560"),
        Region(code: "07", state: "Delhi", city: "New Delhi", pinPrefix: "110"),
        Region(code: "33", state: "Tamil Nadu", city: "Coimbatore", pinPrefix: "641"),
        Region(code: "24", state: "Gujarat", city: "Surat", pinPrefix: "395"),
        Region(code: "36", state: "Telangana", city: "Hyderabad", pinPrefix: "500"),
        Region(code: "19", state: "West Bengal", city: "Kolkata", pinPrefix: "700"),
        Region(code: "09", state: "Uttar Pradesh", city: "Noida", pinPrefix: "201"),
        Region(code: "06", state: "Haryana", city: "Gurugram", pinPrefix: "122"),
        Region(code: "32", state: "Kerala", city: "Kochi", pinPrefix: "682"),
        Region(code: "08", state: "Rajasthan", city: "Jaipur", pinPrefix: "302"),
        Region(code: "23", state: "Madhya Pradesh", city: "Indore", pinPrefix: "452"),
        Region(code: "03", state: "Punjab", city: "Ludhiana", pinPrefix: "141"),
        Region(code: "04", state: "Chandigarh", city: "Chandigarh", pinPrefix: "160", isUnionTerritory: true),
    ]
    /// Abroad, as places of supply name it; the towns are ports that trade with India.
    static let abroad = [
        Region(code: "96", state: "Other Countries", city: "Rotterdam", pinPrefix: "308"),
        Region(code: "96", state: "Other Countries", city: "Jebel Ali", pinPrefix: "613"),
    ]

    /// The first letters of vehicle plates there.
    var gstCodeLetters: String { String(state.uppercased().filter(\.isLetter).prefix(2)) }

    static let fallback = Region(code: "29", state: "Karnataka", city: "Bengaluru", pinPrefix: "560")
}
