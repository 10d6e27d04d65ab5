internal import CSystem
import Glibc

/// A thread of our own, for calls that block.
final class WorkThread: @unchecked Sendable {  // `thread` is set once, before the object is shared
    private var thread = pthread_t()

    private final class Start {
        let name: String
        let body: () -> Void
        init(_ name: String, _ body: @escaping () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts it.
    ///
    /// - Throws: When the system gives no more threads.
    init(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SQLiteError) {
        let start = Unmanaged.passRetained(Start(name, body))
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                csystem_name_thread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw SQLiteError(.other, "no thread could be started (\(String(cString: strerror(code))))")
        }
    }

    /// Waits for its end; once.
    func join() { pthread_join(thread, nil) }
}
