import Foundation

/// Looks at a process and its children while it runs: zombies that stay, descriptors that grow.
final class ProcessWatch: @unchecked Sendable {
    struct Seen {
        /// Children that were seen dead and not waited for, half a second apart.
        var zombies: Set<Int32> = []
        /// Open descriptors, in the order of the looks.
        var descriptors: [Int] = []

        /// Whether the second half of the run had clearly more descriptors than the first.
        var leaks: Bool {
            let half = descriptors.count / 2
            guard half > 4 else { return false }
            return (descriptors[half...].max() ?? 0) > (descriptors[..<half].max() ?? 0) + 12
        }
    }

    private let process: Int32
    // `lock` guards the two below.
    private let lock = NSLock()
    private var seen = Seen()
    private var hasEnded = false
    private let done = DispatchSemaphore(value: 0)

    init(_ process: Int32) {
        self.process = process
        Thread.detachNewThread { [self] in watch() }
    }

    /// Ends the watch.
    func end() -> Seen {
        lock.withLock { hasEnded = true }
        done.wait()
        return lock.withLock { seen }
    }

    private func watch() {
        var dead: [Int32: Date] = [:]
        while !lock.withLock({ hasEnded }) {
            let now = Date()
            let zombies = Set(children().filter(isZombie))
            dead = dead.filter { zombies.contains($0.key) }
            for child in zombies {
                let since = dead[child] ?? now
                dead[child] = since
                if now.timeIntervalSince(since) > 0.5 { lock.withLock { _ = seen.zombies.insert(child) } }
            }
            if let entries = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd") {
                lock.withLock { seen.descriptors.append(entries.count) }
            }
            usleep(20_000)
        }
        done.signal()
    }

    private func children() -> [Int32] {
        guard let tasks = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") else {
            return []
        }
        return tasks.flatMap { task in
            let list =
                (try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap {
                Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
    }

    private func isZombie(_ child: Int32) -> Bool {
        let stat = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
        return stat.split(separator: ")").last?.hasPrefix(" Z") == true
    }
}
