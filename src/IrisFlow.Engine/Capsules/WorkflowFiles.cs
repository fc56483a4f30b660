using System.Security.Cryptography;

namespace IrisFlow.Engine.Capsules;

/// <summary>Puts the files of a capsule's workflow into its folder. What is there stays as it is.</summary>
internal static class WorkflowFiles
{
    /// <exception cref="IrisFlowException">The file could not be written.</exception>
    public static KeyValuePair<string, FileOutcome> Write(CapsuleArchive archive, CapsuleFile file, string folder)
    {
        var path = Path.Combine([folder, .. file.Path.Split('/')]);
        try
        {
            if (File.Exists(path) || Directory.Exists(path))
            {
                return new(path, IsSame(path, file) ? FileOutcome.Same : FileOutcome.Kept);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var target = File.Create(path + ".part"))
            {
                archive.CopyTo(file.Hash, target);
            }

            File.Move(path + ".part", path, overwrite: false);
            return new(path, FileOutcome.Written);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(problem, path);
        }
    }

    public static IrisFlowException NotWritten(Exception problem, string? path) => new(
        new Finding("IF304", $"The file can't be written: {problem.Message}") { File = path, Expected = "Free some space, or make the folder writable, and open the capsule again." }, ExitCode.StepFailed, problem);

    private static bool IsSame(string path, CapsuleFile file)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Bytes)
        {
            return false;
        }

        using var there = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(there)) == file.Hash;
    }
}
