namespace IrisFlow.Parquet.Metadata;

/// <summary>Where a part of the page index stands in the file.</summary>
internal readonly record struct IndexPlace(long Offset, int Length);
