using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>What a file says of itself, read once and good for every column.</summary>
/// <param name="FileLength">Bytes of the whole file.</param>
/// <param name="Start">Where the footer begins, and so where the chunks end.</param>
/// <param name="Metadata">The footer's content.</param>
/// <param name="Columns">The columns, nested ones as refused.</param>
internal sealed record Footer(long FileLength, long Start, FileMetadata Metadata, IReadOnlyList<Leaf> Columns);
