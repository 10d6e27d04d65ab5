/// A picture in memory: 8 bits a channel, rows from the top, no padding.
package struct Picture: Hashable, Sendable {
    /// How many bytes a pixel takes.
    package enum Channels: Int, Hashable, Sendable {
        /// One byte, 0 black.
        case grey = 1
        /// Red, green, blue.
        case rgb = 3
    }

    /// Pixels from left to right.
    package let width: Int
    /// Pixels from top to bottom.
    package let height: Int
    /// Grey or colour.
    package let channels: Channels
    /// `width * height * channels` bytes.
    package var pixels: [UInt8]

    /// A picture of one shade.
    package init(width: Int, height: Int, channels: Channels, shade: UInt8 = 255) {
        self.width = max(width, 1)
        self.height = max(height, 1)
        self.channels = channels
        pixels = [UInt8](repeating: shade, count: self.width * self.height * channels.rawValue)
    }
}
