using System.Text.Json;

namespace IrisFlow.Fuzzing;

/// <summary>Reads files as they are, each in a process that it can't take others down with.</summary>
internal static class Corpus
{
    /// <summary>What is wrong with each of the files that something is wrong with.</summary>
    public static List<string> Read(string target, IReadOnlyList<string> files)
    {
        var wrong = new List<string>();
        ReadingProcess? process = null;
        try
        {
            foreach (var file in files)
            {
                process ??= ReadingProcess.Start("files", target);
                process.Tell(file);
                if (process.NextLine(TimeSpan.FromSeconds(60)) is { } line)
                {
                    wrong.AddRange(JsonSerializer.Deserialize<string[]>(line)!.Select(w => $"{Path.GetFileName(file)}: {w}"));
                }
                else
                {
                    wrong.Add($"{Path.GetFileName(file)}: {process.Stop()}");
                    process.Dispose();
                    process = null;
                }
            }
        }
        finally
        {
            process?.Dispose();
        }

        return wrong;
    }
}
