using System.Text.Json.Nodes;

namespace IrisFlow.Activities;

/// <summary>The files of a folder, each an item, sorted by name.</summary>
[Kind("files")]
public sealed class FolderFiles : Items
{
    /// <summary>The folder, relative to the workflow file.</summary>
    public required string Folder { get; init; }

    /// <summary>Which of its files: a name with * for any characters and ? for one.</summary>
    public string Pattern { get; init; } = "*";

    /// <inheritdoc/>
    public override bool AreOfRows => false;

    /// <inheritdoc/>
    public override void Check(StepShapes shapes, In<Table>? rows)
    {
        if (Folder is not null && !Directory.Exists(shapes.Environment.PathOf(Folder)))
        {
            shapes.Report(Missing(shapes.Environment) with { Port = "over" });
        }
    }

    /// <inheritdoc/>
    public override ItemList List(Table? rows, StepEnvironment environment)
    {
        var folder = environment.PathOf(Folder);
        if (!Directory.Exists(folder))
        {
            throw new IrisFlowException(Missing(environment), ExitCode.NotFound);
        }

        // What begins with a dot is hidden: a file that an editor or a copy has not finished.
        string[] files = [.. Directory.EnumerateFiles(folder, Pattern).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal)];
        return new(
            Column.Of(Array.ConvertAll(files, f => (string?)Path.GetFileName(f))),
            [.. files.Select(f => new Item(JsonValue.Create(Path.GetFileName(f)), JsonValue.Create(f), () => environment.Formats.For(f).Read(f), null))]);
    }

    private Finding Missing(StepEnvironment environment) =>
        new("IF302", $"There is no folder '{environment.PathOf(Folder)}'.") { File = environment.PathOf(Folder), Expected = "It is named relative to the workflow file." };
}
