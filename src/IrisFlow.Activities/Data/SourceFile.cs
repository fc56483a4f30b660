namespace IrisFlow.Activities;

/// <summary>Files that a step reads: what can go wrong with them is said in one place.</summary>
internal static class SourceFile
{
    /// <summary>Why a file can't be read, or null when it is there.</summary>
    public static Finding? Problem(string path)
    {
        if (File.Exists(path))
        {
            return null;
        }

        if (Directory.Exists(path))
        {
            return new Finding("IF303", $"'{path}' is a folder.") { File = path, Expected = "Name a file in it." };
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return new Finding("IF302", $"There is no file '{path}'.")
        {
            File = path,
            Expected = Directory.Exists(folder)
                ? NearMiss.OneOf(Path.GetFileName(path), Names(folder), "Its folder holds")
                : $"There is no folder '{folder}' either.",
        };
    }

    /// <summary>Says what an output that a file is read into will look like, or what is wrong with the file.</summary>
    public static void Describe(StepShapes shapes, Out<Table> rows, string path, Func<string, Schema> readSchema)
    {
        shapes.Set(rows, Shape.Unknown);
        if (path is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        try
        {
            var full = shapes.Environment.PathOf(path);
            if (Problem(full) is { } problem)
            {
                shapes.Report(problem with { Port = "path" });
                return;
            }

            shapes.Set(rows, Shape.Of(readSchema(full)));
        }
        catch (IrisFlowException error)
        {
            foreach (var finding in error.Findings)
            {
                shapes.Report(finding with { Port = finding.Port ?? "path" });
            }
        }
    }

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="IrisFlowException">It is missing (IF302) or can't be read (IF303).</exception>
    public static byte[] ReadAll(string path) => Guarded(path, static p => File.ReadAllBytes(p));

    /// <summary>The first bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many.</param>
    /// <param name="isWhole">True when there are no more.</param>
    /// <exception cref="IrisFlowException">It is missing (IF302) or can't be read (IF303).</exception>
    public static byte[] ReadStart(string path, int most, out bool isWhole)
    {
        var bytes = Guarded(path, p =>
        {
            using var stream = new FileStream(p, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            // Files that the system makes up while they are read say that they are empty.
            var start = new byte[stream.Length == 0 ? most + 1 : Math.Min(most, stream.Length) + 1];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        });
        isWhole = bytes.Length <= most;
        return isWhole ? bytes : bytes[..most];
    }

    private static byte[] Guarded(string path, Func<string, byte[]> read)
    {
        if (Problem(path) is { } problem)
        {
            throw new IrisFlowException(problem, problem.Rule == "IF302" ? ExitCode.NotFound : ExitCode.Usage);
        }

        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or OutOfMemoryException)
        {
            throw new IrisFlowException(
                new Finding("IF303", $"'{path}' can't be read: {error.Message}") { File = path, IsTransient = Transience.Of(error) }, inner: error);
        }
    }

    private static IEnumerable<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
