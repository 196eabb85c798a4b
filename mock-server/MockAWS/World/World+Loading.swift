extension World {
    /// Reads a world folder.
    ///
    /// - Parameter folder: the path of the folder.
    /// - Throws: ``WorldError`` that names the file at fault.
    public init(folder: String) throws(WorldError) {
        throw WorldError(folder, "worlds cannot be read yet")
    }
}
