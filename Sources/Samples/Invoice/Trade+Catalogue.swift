extension Trade {
    /// Trades with their articles; the rates are those of the headings in the schedules of the day.
    static let all = [electrical, office, steel, computing, food, medical, textile, kitchen]

    static let electrical = Trade(
        surnames: ["Electricals", "Power Systems", "Lighting"],
        goods: [
            Goods("Copper Cable 2.5 sq mm FRLS", "85444999", 18, "MTR", 32...55),
            Goods("LED Panel Light 18W Cool White", "94051100", 18, before: 12, "NOS", 310...620),
            Goods("Ceiling Fan 1200 mm Brown", "84145120", 18, "NOS", 1350...2600),
            Goods("MCB Double Pole 32A C Curve", "85362030", 18, "NOS", 265...540),
            Goods("Modular Switch 16A 1 Way", "85365090", 18, "NOS", 58...145),
            Goods("Submersible Pump 1.5 HP", "84137010", 18, before: 12, "SET", 8400...14900),
            Goods("PVC Conduit Pipe 25 mm", "39172390", 18, "MTR", 22...48),
        ])
    static let office = Trade(
        surnames: ["Office Supplies", "Stationers", "Paper House"],
        goods: [
            Goods("A4 Copier Paper 75 GSM", "48025690", 18, before: 12, "REAM", 210...295),
            Goods("Corrugated Box 5 Ply 18x12x12", "48191010", 5, before: 12, "NOS", 28...61),
            Goods("Gel Pen Blue 0.5 mm (Pack of 10)", "96081019", 18, "PKT", 78...140),
            Goods("Box File Laminated", "48203000", 18, before: 12, "NOS", 74...132),
            Goods("Toner Cartridge 88A Compatible", "84439959", 18, "NOS", 620...1480),
            Goods("Stapler Heavy Duty 23/13", "84729030", 18, "NOS", 410...890),
            Goods("Revolving Chair Mid Back Mesh", "94013100", 18, "NOS", 3650...7900),
        ])
    static let steel = Trade(
        surnames: ["Steel Traders", "Engineering Works", "Hardware"],
        goods: [
            Goods("MS Angle 50x50x6 mm", "72165000", 18, "KGS", 58...72),
            Goods("TMT Bar Fe 550D 12 mm", "72142090", 18, "KGS", 52...66),
            Goods("Ball Bearing 6204 ZZ", "84821011", 18, "NOS", 95...180),
            Goods("Hydraulic Oil Grade 68", "27101980", 18, "LTR", 140...230),
            Goods("Hex Bolt M12x60 Grade 8.8", "73181500", 18, "NOS", 9...24),
            Goods("Cement OPC 53 Grade 50 kg", "25232930", 18, before: 28, "BAG", 355...430),
            Goods("Safety Shoes Steel Toe Size 9", "64034000", 18, "PRS", 2610...3450),
        ])
    static let computing = Trade(
        surnames: ["Infotech", "Softworks", "Digital Services"],
        goods: [
            Goods("Annual Maintenance Contract - Servers", "998713", 18, nil, 12000...48000),
            Goods("Software Licence per User per Year", "997331", 18, nil, 2400...8800),
            Goods("Website Development Charges", "998314", 18, nil, 18500...64000),
            Goods("Cloud Hosting - Monthly", "998315", 18, nil, 3200...14500),
            Goods("Data Entry Services", "998593", 18, nil, 5600...16800),
        ])
    static let food = Trade(
        surnames: ["Agro Products", "Foods", "Provisions"],
        goods: [
            Goods("Basmati Rice 25 kg Bag", "10063020", 5, "BAG", 1450...2400),
            Goods("Refined Sunflower Oil 15 L Tin", "15121910", 5, "TIN", 1780...2250),
            Goods("Toor Dal Premium 1 kg", "07136000", 5, "PKT", 128...176),
            Goods("Assorted Biscuits 300 g", "19053100", 5, before: 18, "PKT", 42...85),
            Goods("Green Tea 100 Bags", "09021010", 5, "BOX", 310...480),
            Goods("Cola Drink 750 ml", "22021010", 40, before: 28, "BTL", 34...46),
            Goods("Fresh Milk 1 L", "04012000", 0, "LTR", 54...68),
        ])
    static let medical = Trade(
        surnames: ["Pharma Distributors", "Medical Agencies", "Healthcare"],
        goods: [
            Goods("Paracetamol 650 mg Tab (15)", "30049069", 5, before: 12, "STR", 18...32),
            Goods("Nitrile Gloves M (Box of 100)", "40151200", 5, before: 12, "BOX", 260...410),
            Goods("Digital Thermometer", "90251910", 5, before: 18, "NOS", 120...245),
            Goods("Hand Sanitizer 5 L Can", "38089400", 18, "NOS", 420...690),
            Goods("Surgical Mask 3 Ply (50)", "63079090", 5, "BOX", 95...160),
            Goods("Glucose Test Strips (50)", "38221990", 5, before: 12, "BOX", 640...990),
        ])
    static let textile = Trade(
        surnames: ["Textile Mills", "Fabrics", "Weaves"],
        goods: [
            Goods("Cotton Yarn 40s Combed", "52052410", 5, "KGS", 260...340),
            Goods("Cotton Bed Sheet Double", "63041910", 5, "NOS", 620...1450),
            Goods("Polyester Dress Material", "54075490", 5, "MTR", 110...265),
            Goods("Terry Towel 70x140 cm", "63026090", 5, "NOS", 185...360),
            Goods("Handloom Cushion Cover", "63049239", 5, "NOS", 95...210),
        ])
    static let kitchen = Trade(
        surnames: ["Home Needs", "Utensils", "Kitchenware"],
        goods: [
            Goods("Pressure Cooker 5 L Aluminium", "76151030", 5, before: 12, "NOS", 1150...1890),
            Goods("Stainless Steel Dinner Set 36 pc", "73239390", 5, before: 12, "SET", 2200...3900),
            Goods("Mixer Grinder 750 W", "85094010", 18, "NOS", 2450...4600),
            Goods("Vacuum Flask 1 L", "96170011", 18, "NOS", 540...980),
            Goods("Melamine Bowl Set of 6", "39241010", 18, "SET", 360...720),
            Goods("Gas Stove 3 Burner Glass Top", "73211110", 18, "NOS", 3100...5400),
        ])
}
