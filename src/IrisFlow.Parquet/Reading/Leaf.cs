using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>How stored values become ours.</summary>
internal enum Conversion
{
    /// <summary>Not at all: the stored bytes are the values.</summary>
    None,
    Unsigned32,
    Unsigned64,
    Milliseconds,
    Nanoseconds,
    MillisecondsOfDay,
    Int96,
    Decimal,
    DecimalText,
    Float16,
    Uuid,
    Hex,
}

/// <summary>A column of the file: where it stands among the leaves, how it is stored and what it becomes.</summary>
/// <param name="Index">Its number among the chunks of a row group.</param>
/// <param name="Field">Its name, type and whether it may hold nulls. The name of a field of a struct has those of the structs before it.</param>
/// <param name="Physical">How its values are stored.</param>
/// <param name="Conversion">What is done to them.</param>
internal sealed record Leaf(int Index, Field Field, PhysicalType Physical, Conversion Conversion)
{
    /// <summary>The definition level of a value that is there: how many of the column and the structs around it may be null. 0 where there are no levels.</summary>
    public int Definition { get; init; }

    /// <summary>Bytes of each value; 0 where values have lengths of their own.</summary>
    public int Width { get; init; }

    /// <summary>True for bytes of which the file does not say that they are text.</summary>
    public bool MayBeBinary { get; init; }

    /// <summary>Digits behind the point of a decimal.</summary>
    public int Scale { get; init; }
}

/// <summary>A part of the file's schema that no column of a table can hold.</summary>
/// <param name="Name">Its name, with those of the structs around it.</param>
/// <param name="What">What it is: a list, a map.</param>
internal sealed record LeftOut(string Name, string What);
