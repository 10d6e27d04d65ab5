internal import Glibc

/// Keeps Tesseract's OpenMP from using more than the calling thread.
///
/// With its default it takes five to nine times the CPU for a quarter of the speed. The worker's environment has
/// `OMP_THREAD_LIMIT=1`; this is for hosts that forgot. The setting is the thread's own, hence it is applied on each
/// thread that recognises.
enum OpenMPLimit {
    static func apply() {
        typealias SetLevels = @convention(c) (Int32) -> Void
        // The library comes along with Tesseract; without it there is nothing to limit.
        guard let symbol = dlsym(nil, "omp_set_max_active_levels") else { return }
        unsafeBitCast(symbol, to: SetLevels.self)(0)
    }
}
