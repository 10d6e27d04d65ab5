internal import AssayKit
internal import Drawing
internal import Tokens

/// Stands in for the e-invoice portal: signs QR codes with a key that everybody knows.
package enum TestPortal {
    /// The name of its key, as the token's header gives it.
    package static let keyName = "ASSAY-SAMPLES-TEST-KEY"

    /// The key that checks its signatures, PEM.
    package static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAum9f2Lo3G73xNOOcvGxQ
        7+iFp4qfAOMDr3ibqRJ0cNnIEuBYEGW+YWdAyi0nkKPNGNSNBYSboHZAJUWItsgC
        oVWo8r7Zd5uSxtGX+kCClPQQs9vH0SJYHgy+KxofkLQJj8iDL1A/ecCiFu8jNS9A
        T3pqPqWbDeSLLrYUyYl1DRUFmY9O1Qfi/oa4+Rflp/iDKEFd9xFriJhXXQfRw21M
        37MK+YoZvqJBtJLqB2tvq3kBMX0f+Xj5S/FOuvIebGQ1AIxuyz5toxYqWmbeSwOE
        3L5Ct1OUnc21TE/TlcgF/SAC6DB5PPLmUWOV4ZbgbMoqjFZNxvDD8FIhT0d6MwBw
        2QIDAQAB
        -----END PUBLIC KEY-----

        """

    /// A file of the kind that stands under `keys` of the step einvoice-qr.
    package static let keyFile =
        "kid: \(keyName)\nkey: |\n" + publicKey.split(separator: "\n").map { "  \($0)\n" }.joined()

    /// Made for the samples alone; it signs nothing that anybody may trust.
    private static let privateKey = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEogIBAAKCAQEAum9f2Lo3G73xNOOcvGxQ7+iFp4qfAOMDr3ibqRJ0cNnIEuBY
        EGW+YWdAyi0nkKPNGNSNBYSboHZAJUWItsgCoVWo8r7Zd5uSxtGX+kCClPQQs9vH
        0SJYHgy+KxofkLQJj8iDL1A/ecCiFu8jNS9AT3pqPqWbDeSLLrYUyYl1DRUFmY9O
        1Qfi/oa4+Rflp/iDKEFd9xFriJhXXQfRw21M37MK+YoZvqJBtJLqB2tvq3kBMX0f
        +Xj5S/FOuvIebGQ1AIxuyz5toxYqWmbeSwOE3L5Ct1OUnc21TE/TlcgF/SAC6DB5
        PPLmUWOV4ZbgbMoqjFZNxvDD8FIhT0d6MwBw2QIDAQABAoIBAAmTBOlyxbf8YQ3h
        5weTqfPqHWwJXclMP0EUiOztvFJb0s8qW4drDDQBGxYO69ZdHSAqcTwQb3QWAo0P
        dToKyzzJEwI1XCJs+ESS2LLSu4oF/zIXZjt2n68aYS1CPA8AufF6/wav4LSiWIik
        OwsFDFDQlPJ263+zBhVN50Mi1qKnZCk/B6nWN6FTHw0UWsGxnZfNGSYLEz5itJ5G
        MTj+sZvJYxBmHBAFH45OrSA4JZsNtyusL3rhjQC+l+/LGHqk9bFX08dhQz+Vjm5P
        hJgJw1p3EzBUvOupV3X2HXdlYSGqwD9za+1rR7t3exlD7fAn8ZFD3s+HE/UIF8IA
        j1WVrlECgYEA/T1fbLnkJoicSToiYoQ5t6577jn1MY+bSLYCXf0tLBGJH4rTcxSN
        3gHfwlLFNIhvz+WPe7iW9SEk/KQSawUKu2Ah3aocHtNhyFdYdXRNaFVk8bPYruU+
        7xKHr2WCotaGI36FfGHTvbyZIm+rtJOavxmrKHET5lvksZagIP+NJxECgYEAvHeX
        4L88YhW723bvNiQbV4OlGC3lFl5YtBnOM75YppBYAZomvhT7VJOGWXfpQ/RWVQHa
        jqMPHI0tr8xZOC6jvBBSmQY0WoSH84pUNteKOMTQOE9KxK3cQ4uSipZ0X4s0GOHT
        RbyOm6fMxoGYUrNcwV+265x6EfguNLe1D87dfUkCgYA9/Mng6VfJfuMSoaJNDyS5
        q4I2fAVizk4qbDMEIrbt9JTmHatInh1j3H2TKYOQKl2EPCL1G+gHtMdC+D5x59gK
        qatggQVFHmTvD0Jd7cwM3+pHp8hAd2kCSDziWCy0A2LuSUgPfDrCVOn/Heqf1wmo
        AXZ9/b/rQU8nkUE9EpDQoQKBgCWK8T88+QtU5wIV1BsF4EhzmeySH+Nv0d22kkPu
        c/xiHpXbHkKZLWOwq3+hCl+WCaiPYPku9DCs0uAFJfSyHb21xq5i9QTfB7H06Uev
        cgJS+mNtMCiztX/jCsL+q5nowez+9zYaFJJfP8R/RlebESwYI/kVR5/Sv2mS+sd2
        Xtq5AoGAP3mneT71UL2/CN6FdNzdAvjxDWb8zGyhIvTct7bkgHvlgCtdcrsIU72Y
        j+MuN05kGaYOZMPGG0oRW5R0ssQxxMk76FIf0WRIJvwuXHjGqnwawFpacYeU5aXe
        Y8m1cQ1rEN33k2nMIbhJUO2mYGu/iSmuIGGPFSQos26VRQjQ9H8=
        -----END RSA PRIVATE KEY-----

        """

    /// The signed text of an invoice's QR code; nil where something is missing that stands in one.
    ///
    /// Source: the decoded codes of the National Informatics Centre; the claim is JSON within a text.
    static func token(_ invoice: Invoice) -> String? {
        guard let electronic = invoice.electronic, let seller = invoice.supplier.gstin,
            let number = invoice.number, let date = invoice.date
        else { return nil }
        // The code names the HSN of the row that is worth most.
        let main = invoice.lines.max { $0.taxable < $1.taxable }
        var object = JSONObject()
        object.append("SellerGstin", .string(seller))
        object.append("BuyerGstin", .string(invoice.buyer.gstin ?? "URP"))
        object.append("DocNo", .string(number))
        object.append("DocTyp", .string(invoice.registeredType))
        object.append("DocDt", .string(date.text(.slashed)))
        object.append("TotInvVal", .number(invoice.total.plain))
        object.append("ItemCnt", .integer(invoice.lines.count))
        object.append("MainHsnCode", .string(main?.hsn ?? ""))
        object.append("Irn", .string(electronic.irn))
        object.append("IrnDt", .string(electronic.day.iso + " 10:30:00"))
        return RSASigner.token(
            data: JSONWriter.text(.object(object)), issuer: "NIC Sandbox", keyName: keyName, key: privateKey)
    }
}

extension Invoice {
    /// The type under which the portal registers it.
    var registeredType: String {
        switch kind {
        case .creditNote: "CRN"
        case .debitNote: "DBN"
        default: "INV"
        }
    }
}
