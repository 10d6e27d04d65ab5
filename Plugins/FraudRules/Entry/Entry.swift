// FraudRules
