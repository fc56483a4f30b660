using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Known mistakes of writers in what their files say, put right where the right is beyond doubt.</summary>
internal static class WriterFaults
{
    private const string ParquetMr = "parquet-mr";

    // The header of a dictionary, which the size left out, is a few numbers.
    private const int LongestDictionaryHeader = 100;

    /// <param name="metadata">What the file says.</param>
    /// <param name="end">Where its footer begins.</param>
    public static FileMetadata Mend(FileMetadata metadata, long end)
    {
        if (metadata is { Rows: 0, RowGroups.Count: > 0 } && metadata.RowGroups.All(g => g.Rows >= 0))
        {
            // Some writers never filled in the number of rows of the file.
            metadata = metadata with { Rows = metadata.RowGroups.Aggregate(0L, (sum, g) => unchecked(sum + g.Rows)) };
        }

        return LeavesOutDictionaryHeaders(metadata.CreatedBy)
            ? metadata with { RowGroups = [.. metadata.RowGroups.Select(g => g with { Columns = [.. g.Columns.Select(c => Lengthen(c, end))] })] }
            : metadata;
    }

    private static ColumnChunk Lengthen(ColumnChunk chunk, long end) =>
        chunk.CompressedSize < 0 || chunk.Start < 0 || chunk.CompressedSize > end - chunk.Start
            ? chunk
            : chunk with { CompressedSize = Math.Min(chunk.CompressedSize + LongestDictionaryHeader, end - chunk.Start) };

    // PARQUET-816: up to version 1.2.8 the size of a chunk was too small by the header of its dictionary, and its offset was not told.
    private static bool LeavesOutDictionaryHeaders(string createdBy) =>
        createdBy.StartsWith(ParquetMr, StringComparison.Ordinal)
        && (!TryVersion(createdBy, out var version) || version < new Version(1, 2, 9));

    private static bool TryVersion(string createdBy, out Version version)
    {
        var words = createdBy.Split(' ');
        var at = Array.IndexOf(words, "version") + 1;
        var found = at > 0 && at < words.Length && Version.TryParse(words[at].Split('-')[0], out var parsed) ? parsed : null;
        version = found ?? new Version();
        return found is not null;
    }
}
