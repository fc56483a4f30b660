using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>The folder <c>artifacts/statistics</c>: for each checkpoint that somebody looked at a file with a line a column. Whoever deletes it loses some time.</summary>
/// <param name="folder">Its path.</param>
/// <param name="store">Tells which checkpoints there still are.</param>
internal sealed class StatisticsFolder(string folder, IRunStore store)
{
    private const int MostFiles = 200;
    private const long MostBytes = 64 << 20;
    private static readonly Lock Writing = new();

    /// <summary>What is kept of a checkpoint, by the place of the column. A line that is no JSON counts as none.</summary>
    public IReadOnlyList<(int Column, byte[] Json)> Read(Digest digest, int bins)
    {
        var found = new List<(int, byte[])>();
        try
        {
            var file = new FileInfo(PathOf(digest, bins));
            foreach (var line in file is { Exists: true, Length: < MostBytes } ? File.ReadLines(file.FullName) : [])
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                if (tab > 0 && int.TryParse(line.AsSpan(0, tab), NumberStyles.None, CultureInfo.InvariantCulture, out var column) && IsObject(line[(tab + 1)..]))
                {
                    found.Add((column, Encoding.UTF8.GetBytes(line[(tab + 1)..])));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Computed again then.
        }

        return found;
    }

    /// <summary>Keeps the statistics of some columns.</summary>
    public void Add(Digest digest, int bins, IReadOnlyList<(int Column, byte[] Json)> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }

        try
        {
            lock (Writing)
            {
                Directory.CreateDirectory(folder);
                var path = PathOf(digest, bins);
                if (!File.Exists(path))
                {
                    Tidy();
                }

                File.AppendAllLines(path, columns.Select(c => $"{c.Column.ToString(CultureInfo.InvariantCulture)}\t{Encoding.UTF8.GetString(c.Json)}"));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // They are in memory, and can be computed again.
        }
    }

    // What gc has removed is looked at no more; of the others those that were made first go.
    private void Tidy()
    {
        var files = new DirectoryInfo(folder).GetFiles("*.jsonl");
        if (files.Length < MostFiles)
        {
            return;
        }

        var gone = files.Where(f => !(Digest.TryParse(f.Name.Split('-')[0], out var digest) && store.FindObject(digest) is not null)).ToList();
        foreach (var file in gone.Concat(files.Except(gone).OrderBy(f => f.LastWriteTimeUtc).Take(Math.Max(0, files.Length - gone.Count - (MostFiles / 2)))))
        {
            file.Delete();
        }
    }

    private string PathOf(Digest digest, int bins) => Path.Combine(folder, $"{digest.Hex}-{bins.ToString(CultureInfo.InvariantCulture)}.jsonl");

    private static bool IsObject(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
