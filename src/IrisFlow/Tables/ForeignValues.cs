namespace IrisFlow;

/// <summary>How values of a file are read for which a table has no type of its own.</summary>
/// <param name="Decimals">Decimal numbers: those with a fixed number of digits behind the point.</param>
/// <param name="Binary">Bytes of which the file does not say what they mean.</param>
public sealed record ForeignValues(DecimalReading Decimals = DecimalReading.Float64, BinaryReading Binary = BinaryReading.Text);

/// <summary>What a decimal number becomes.</summary>
public enum DecimalReading
{
    /// <summary>The float64 that is nearest to it.</summary>
    Float64,

    /// <summary>Its digits as text, exactly, with as many behind the point as the file declares: <c>-12.50</c>.</summary>
    Text,
}

/// <summary>What bytes without a meaning become.</summary>
public enum BinaryReading
{
    /// <summary>Text, which they have to be in UTF-8.</summary>
    Text,

    /// <summary>Two hexadecimal digits in lower case for each byte.</summary>
    Hex,
}
