package import Storage

/// Something that not everyone may do.
///
/// What no role has is refused: the table below is all there is.
package enum Permission: String, Sendable, Hashable, CaseIterable {
    case readInvoices = "invoices:read"
    case writeInvoices = "invoices:write"
    case readBatches = "batches:read"
    case writeBatches = "batches:write"
    case readVendors = "vendors:read"
    case readDashboard = "dashboard:read"
    case chat = "chat:use"
    case readPipelines = "pipelines:read"
    case readPlugins = "plugins:read"
    case readEverybodys = "everybodys:read"
    case approve = "invoices:approve"
    case writeVendors = "vendors:write"
    case manageUsers = "users:manage"
    case readAudit = "audit:read"
    case manageJobs = "jobs:manage"
    case managePipelines = "pipelines:manage"
    case managePlugins = "plugins:manage"
    case manageWebhooks = "webhooks:manage"
    case generateSamples = "samples:generate"

    /// The least role that has it; each role has what the ones before it have.
    package var role: Role {
        switch self {
        case .readInvoices, .writeInvoices, .readBatches, .writeBatches, .readVendors, .readDashboard, .chat,
            .readPipelines, .readPlugins:
            .user
        case .readEverybodys, .approve, .writeVendors: .manager
        case .manageUsers, .readAudit, .manageJobs, .managePipelines, .managePlugins, .manageWebhooks,
            .generateSamples:
            .admin
        }
    }
}

extension Role {
    /// What a role allows.
    package var permissions: [Permission] { Permission.allCases.filter { $0.role <= self } }
}

extension Principal {
    /// Whether they may do it.
    package func may(_ permission: Permission) -> Bool { permission.role <= role }

    /// - Throws: ``AccountError/forbidden(_:)`` naming the role that it takes.
    package func require(_ permission: Permission) throws(AccountError) {
        guard may(permission) else {
            throw .forbidden(
                "this takes the role \(permission.role.rawValue), and yours is \(role.rawValue); ask an admin"
            )
        }
    }
}
