internal import AssayKit
internal import Synchronization
internal import YAML

/// What a pipeline was put together from besides its own text, as it was then: it can be put together again without the
/// files.
package struct PipelineParts: Sendable, Hashable {
    /// Which file a name led to.
    private struct Base: Hashable {
        let name: String
        let folder: String
        let path: String
    }

    private var bases: [Base] = []
    /// Which files a path stood for.
    private var lists: [String: [String]] = [:]
    private var texts: [String: String] = [:]

    package init() {}

    /// What ``text`` wrote down; nothing where it is none.
    package init(_ text: String) {
        guard let json = try? JSONParser.parse(text) else { return }
        bases = (json["bases"]?.arrayValue ?? []).compactMap { base in
            guard let name = base["name"]?.stringValue, let folder = base["folder"]?.stringValue,
                let path = base["path"]?.stringValue
            else { return nil }
            return Base(name: name, folder: folder, path: path)
        }
        for member in json["lists"]?.objectValue?.members ?? [] {
            lists[member.key] = member.value.arrayValue?.compactMap(\.stringValue)
        }
        for member in json["texts"]?.objectValue?.members ?? [] {
            texts[member.key] = member.value.stringValue
        }
    }

    /// All of it, to be kept; empty when there is nothing.
    package var text: String {
        guard !bases.isEmpty || !lists.isEmpty || !texts.isEmpty else { return "" }
        let bases = bases.map { base -> JSONValue in
            ["name": .string(base.name), "folder": .string(base.folder), "path": .string(base.path)]
        }
        let lists = lists.sorted { $0.key < $1.key }.map { list in
            JSONObject.Member(key: list.key, value: .array(list.value.map { .string($0) }))
        }
        let texts = texts.sorted { $0.key < $1.key }.map { text in
            JSONObject.Member(key: text.key, value: .string(text.value))
        }
        return JSONWriter.text([
            "bases": .array(bases), "lists": .object(JSONObject(lists)), "texts": .object(JSONObject(texts)),
        ])
    }

    /// The files as they were, and no others.
    package var files: PipelineFiles {
        let parts = self
        let gone = PipelineFiles.Problem("it was not part of the pipeline when it was put together")
        return PipelineFiles(
            pipeline: { name, folder in
                parts.bases.first { $0.name == name && $0.folder == folder }.map { .success($0.path) }
                    ?? .failure(gone)
            }, files: { path in parts.lists[path].map { .success($0) } ?? .failure(gone) },
            read: { path in
                parts.texts[path].map { .success(YAMLSource(name: path, text: $0)) } ?? .failure(gone)
            })
    }

    /// Notes what is asked of files, while a pipeline is put together.
    package final class Recorder: Sendable {
        private let parts = Mutex(PipelineParts())
        private let note: @Sendable (_ path: String) -> Void

        /// - Parameter note: Told of each file and folder before it is looked at.
        init(note: @escaping @Sendable (_ path: String) -> Void) { self.note = note }

        /// What was asked so far.
        var all: PipelineParts { parts.withLock { $0 } }

        /// The same files, each look noted.
        func recording(_ files: PipelineFiles) -> PipelineFiles {
            PipelineFiles(
                pipeline: { [self] name, folder in
                    files.pipeline(name, folder).map { path in
                        parts.withLock { parts in
                            parts.bases.append(Base(name: name, folder: folder, path: path))
                        }
                        return path
                    }
                },
                files: { [self] path in
                    note(path)
                    return files.files(path).map { paths in
                        parts.withLock { $0.lists[path] = paths }
                        return paths
                    }
                },
                read: { [self] path in
                    note(path)
                    return files.read(path).map { source in
                        let text = String(decoding: source.bytes, as: UTF8.self)
                        parts.withLock { $0.texts[path] = text }
                        return source
                    }
                })
        }
    }
}
