import Foundation

/// What a running process has used so far, as the kernel counts it.
enum ProcessCost {
    /// Milliseconds of processor time over all threads.
    static func processor(_ process: Int32) -> Double {
        let folder = "/proc/\(process)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return threads.reduce(0) { sum, thread in
            let text = (try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)) ?? ""
            return sum + (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e6
        }
    }

    /// The plugin that a worker runs: its last argument.
    static func plugin(_ process: Int32) -> String {
        let text = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
        return text.split(separator: "\0").last.map(String.init) ?? "?"
    }

    /// Megabytes that it alone is charged for (PSS).
    static func memory(_ process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix("Pss:") {
            return (line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
        }
        return .nan
    }
}
