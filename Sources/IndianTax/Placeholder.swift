// IndianTax
