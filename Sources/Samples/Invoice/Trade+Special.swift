extension Trade {
    /// Rates: Schedule IV of Notification 9/2025-Integrated Tax (Rate), 3 percent.
    static let jewellery = Trade(
        surnames: ["Jewellers", "Gold Palace", "Ornaments"],
        goods: [
            Goods("Gold Chain 22 KT 916 Hallmarked", "71131910", 3, "GMS", 11800...12600),
            Goods("Gold Ring 18 KT", "71131910", 3, "GMS", 9400...9900),
            Goods("Silver Anklet Pair", "71131130", 3, "GMS", 140...165),
            Goods("Diamond Pendant 0.25 ct", "71131930", 3, "NOS", 24000...61000),
            Goods("Silver Coin 20 g", "71181000", 3, "NOS", 2900...3300),
        ])
    /// Rates: Notification 15/2025-Central Tax (Rate), rooms up to 7,500 rupees a day.
    static let hotel = Trade(
        surnames: ["Residency", "Inn", "Hotels"],
        goods: [
            Goods("Room Tariff - Deluxe, per night", "996311", 5, nil, 2200...6900),
            Goods("Room Tariff - Executive, per night", "996311", 5, nil, 3100...7400),
            Goods("Extra Bed", "996311", 5, nil, 600...1200),
            Goods("Laundry Services", "999712", 18, nil, 120...850),
            Goods("Conference Hall, half day", "997212", 18, nil, 6000...22000),
            Goods("Airport Transfer", "996412", 5, nil, 900...2400),
        ])
    static let machinery = Trade(
        surnames: ["Machine Tools", "Automation", "Exports"],
        goods: [
            Goods(
                "Precision Machined Flange DN80, SS316, as per drawing no. FL-80-316 rev C", "73072100", 18,
                "NOS", 1850...4200),
            Goods("Servo Motor 1.5 kW with Encoder and 5 m Cable Set", "85015290", 18, "NOS", 14500...28800),
            Goods("Pneumatic Cylinder 63 x 200 mm", "84123100", 18, "NOS", 2350...4800),
            Goods("Linear Guide Rail HGR20, 1000 mm", "84839000", 18, "NOS", 1900...3600),
            Goods("Rubber Gasket Set (Nitrile), pack of 12", "40169320", 18, "SET", 340...900),
            Goods("CNC Insert CNMG 120408", "82090090", 18, "NOS", 210...460),
            Goods("Cutting Fluid Concentrate 20 L", "34031900", 18, "CAN", 3100...5200),
        ])
    /// What is sent ahead of an order.
    static let advance = Trade(
        surnames: ["Engineers", "Interiors", "Events"],
        goods: [
            Goods("Advance received against order", "998399", 18, nil, 5000...80000),
            Goods("Advance against supply of services", "998596", 18, nil, 8000...60000),
        ])
}
