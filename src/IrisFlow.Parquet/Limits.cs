namespace IrisFlow.Parquet;

/// <summary>What a file may ask of memory: a claim is believed only in proportion to the bytes that stand behind it.</summary>
internal static class Limits
{
    /// <summary>Elements nested in elements of Thrift; files of real writers stay below ten.</summary>
    public const int ThriftDepth = 32;

    // A run of one repeated value takes a few bytes for any number of rows, so some claim must be believed without bytes behind it.
    // 128 MiB a column chunk is 16 million rows of doubles, an order above what writers put into one row group.
    private const long Free = 128L << 20;
    private const long PerByte = 1000;

    /// <summary>Fails when decoding would take far more memory than the stored bytes justify.</summary>
    public static void CheckExpansion(long decoded, long stored, string what)
    {
        if (decoded > Free + (stored * PerByte))
        {
            throw Fault.TooLarge(
                $"{what} would take {decoded} bytes of memory but is stored in {stored}.",
                $"At most {Free >> 20} MiB and {PerByte} times the stored bytes.");
        }
    }
}
