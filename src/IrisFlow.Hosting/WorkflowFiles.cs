using System.Buffers.Binary;
using System.Security.Cryptography;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Hosting;

/// <summary>A workflow as it stands on disk.</summary>
/// <param name="Text">The bytes of <c>NAME.flow.json</c>.</param>
/// <param name="Layout">The bytes of <c>NAME.layout.json</c>; null where there is none.</param>
public sealed record WorkflowText(byte[] Text, byte[]? Layout)
{
    /// <summary>Identifies the state of both files: another byte in either gives another one.</summary>
    public string ETag
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> length = stackalloc byte[8];
            foreach (var part in (ReadOnlySpan<byte[]?>)[Text, Layout])
            {
                BinaryPrimitives.WriteInt64LittleEndian(length, part?.Length ?? -1);
                hash.AppendData(length);
                hash.AppendData(part ?? []);
            }

            return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";
        }
    }
}

/// <summary>The files of workflows as a server touches them: by valid names only, never through a link, each replaced in one step.</summary>
/// <param name="folder">The folder of workflows.</param>
public sealed class WorkflowFiles(WorkflowFolder folder)
{
    private const long MostBytes = 64 << 20;

    /// <summary>The names of the workflows that have a file, sorted.</summary>
    public IReadOnlyList<string> Names => [.. folder.Names.Where(n => WorkflowName.IsValid(n) && Linked(n) is null)];

    /// <summary>Where the layout of a workflow stands, or would stand.</summary>
    public string LayoutOf(string name) => Path.Combine(folder.Folder, name, name + ".layout.json");

    /// <summary>The files of a workflow; null when it has none.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, the files lead elsewhere, or can't be read.</exception>
    public WorkflowText? Find(string name)
    {
        WorkflowName.Require(name);
        if (Linked(name) is { } link)
        {
            throw Refused(link);
        }

        return Read(folder.PathOf(name)) is { } text ? new(text, Read(LayoutOf(name))) : null;
    }

    /// <summary>Writes the files of a workflow.</summary>
    /// <param name="name">The workflow.</param>
    /// <param name="text">What <c>NAME.flow.json</c> is to hold.</param>
    /// <param name="layout">What <c>NAME.layout.json</c> is to hold; null to leave it as it is, empty to delete it.</param>
    /// <exception cref="IrisFlowException">The name can't be one, the files lead elsewhere, or can't be written.</exception>
    public void Save(string name, byte[] text, byte[]? layout) => Change(name, () =>
    {
        // The layout first: without the workflow it means nothing, and a crash between the two leaves the old workflow.
        if (layout is { Length: > 0 })
        {
            Replace(LayoutOf(name), layout);
        }
        else if (layout is not null)
        {
            SavedFile.Delete(LayoutOf(name));
        }

        Replace(folder.PathOf(name), text);
    });

    /// <summary>Deletes the files of a workflow. Data beside them stays.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, the files lead elsewhere, or can't be deleted.</exception>
    public void Delete(string name) => Change(name, () =>
    {
        SavedFile.Delete(folder.PathOf(name));
        SavedFile.Delete(LayoutOf(name));
    });

    private void Change(string name, Action change)
    {
        WorkflowName.Require(name);
        if (Linked(name) is { } link)
        {
            throw Refused(link);
        }

        try
        {
            change();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The workflow can't be written: {problem.Message}") { File = folder.PathOf(name) }, inner: problem);
        }
    }

    private static void Replace(string path, byte[] content)
    {
        if (Read(path) is not { } old || !old.AsSpan().SequenceEqual(content))
        {
            SavedFile.Write(path, content);
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            if (length > MostBytes)
            {
                throw new IrisFlowException(new Finding("IF872", $"The file has {length >> 20} MiB.") { File = path, Expected = $"A workflow has at most {MostBytes >> 20} MiB." });
            }

            var bytes = new byte[length];
            return RandomAccess.Read(file, bytes, 0) is var read && read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF303", $"The workflow file can't be read: {problem.Message}") { File = path }, inner: problem);
        }
    }

    /// <summary>What of a workflow's folder and files is a link, and so may lead out of the folder of workflows.</summary>
    private string? Linked(string name) => new FileSystemInfo[] { new DirectoryInfo(Path.Combine(folder.Folder, name)), new FileInfo(folder.PathOf(name)), new FileInfo(LayoutOf(name)) }
        .FirstOrDefault(i => i.LinkTarget is not null)?.FullName;

    private static IrisFlowException Refused(string link) => new(
        new Finding("IF871", $"'{link}' is a link, which the server does not follow.") { File = link, Expected = "A folder and files of the workspace itself.", });
}
