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

    /// <summary>What a step would find in a file, remembered while file and parameters stay as they are.</summary>
    /// <param name="shapes">Knows what is remembered.</param>
    /// <param name="step">The step, whose parameters decide what it finds.</param>
    /// <param name="path">The file.</param>
    /// <param name="what">What is asked.</param>
    /// <param name="read">Reads the file.</param>
    public static T Known<T>(StepShapes shapes, Activity step, string path, string what, Func<T> read)
        where T : class
    {
        if (shapes.Environment.Files is not { } files)
        {
            return read();
        }

        var descriptor = ActivityDescriptor.Of(step.GetType());
        var parameters = descriptor.Parameters.Select(p => ValueWriter.ToJson(p.Property.GetValue(step))?.ToJsonString());
        return files.Of(path, $"{what} {descriptor.Uses} {string.Join(' ', parameters)}", read);
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

    /// <summary>A file, opened at its beginning.</summary>
    /// <exception cref="IrisFlowException">It is missing (IF302) or can't be read (IF303).</exception>
    public static FileStream Open(string path)
    {
        if (Problem(path) is { } problem)
        {
            throw new IrisFlowException(problem, problem.Rule == "IF302" ? ExitCode.NotFound : ExitCode.Usage);
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>Says that a file that is there can't be read.</summary>
    public static IrisFlowException Unreadable(string path, Exception error) =>
        new(new Finding("IF303", $"'{path}' can't be read: {error.Message}") { File = path, IsTransient = Transience.Of(error) }, inner: error);

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
