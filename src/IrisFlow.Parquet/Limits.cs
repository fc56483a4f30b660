namespace IrisFlow.Parquet;

/// <summary>What a file may ask of memory: a claim is believed only in proportion to the bytes that stand behind it.</summary>
internal static class Limits
{
    /// <summary>Elements nested in elements of Thrift; files of real writers stay below ten.</summary>
    public const int ThriftDepth = 32;

    // A run of one repeated value takes a few bytes for any number of rows, so some claim must be believed without bytes behind it.
    private const long Free = 32L << 20;

    // A page of a million rows of one double takes less than 300 bytes with its header and its part of the footer.
    private const long PerByteOfRuns = 32_768;
    private const long PerByte = 1000;

    /// <summary>Fails when rows would take more memory than runs of one value, which take the fewest bytes, can have in the stored bytes.</summary>
    public static void CheckRows(long decoded, long stored, string what) => Check(decoded, stored, PerByteOfRuns, what);

    /// <summary>Fails when decoding would take far more memory than the stored bytes justify.</summary>
    public static void CheckExpansion(long decoded, long stored, string what) => Check(decoded, stored, PerByte, what);

    private static void Check(long decoded, long stored, long perByte, string what)
    {
        if (decoded > Free + (stored * perByte))
        {
            throw Fault.TooLarge(
                $"{what} would take {decoded} bytes of memory but is stored in {stored}.",
                $"At most {Free >> 20} MiB and {perByte} times the stored bytes.");
        }
    }
}
