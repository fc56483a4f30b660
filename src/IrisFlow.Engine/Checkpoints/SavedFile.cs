using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>Files that people edit, replaced in one step: whoever reads one finds the old text or the new one whole, also after a power cut.</summary>
public static class SavedFile
{
    /// <summary>Writes a file, and makes its folder where it is not there.</summary>
    /// <exception cref="IOException">The disk did not take it; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there; the old file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // Its beginning keeps it from being taken for anything of the workspace.
        var unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.tmp");
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(content);
                DurableFiles.Sync(file.SafeFileHandle, unfinished);
            }

            DurableFiles.Rename(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        DurableFiles.SyncFolder(folder);
    }

    /// <summary>Deletes a file; one that is gone already is no error.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            DurableFiles.SyncFolder(Path.GetDirectoryName(path)!);
        }
    }
}
