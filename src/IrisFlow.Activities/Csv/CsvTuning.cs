namespace IrisFlow.Activities;

/// <summary>How a file is cut into pieces. What is read does not depend on it; tests cut small.</summary>
/// <param name="BlockBytes">About how much text is worked on at once by one thread.</param>
/// <param name="BlockRows">The most rows of it.</param>
/// <param name="StartBytes">How much is read before it is known how long rows are; a file that is no longer is read in one piece.</param>
/// <param name="Threads">How many blocks are worked on at a time.</param>
/// <param name="Places">At how many places of a larger file types are looked for before it is read.</param>
internal sealed record CsvTuning(int BlockBytes, int BlockRows, int StartBytes, int Threads, int Places = 24)
{
    public static readonly CsvTuning Default = new(8 << 20, Table.BatchRows, 1 << 20, Math.Clamp(Environment.ProcessorCount, 1, 8));

    /// <summary>One piece of the file's beginning, of which the schema is told before a run.</summary>
    public static readonly CsvTuning Schema = Default with { BlockBytes = 1 << 20, BlockRows = int.MaxValue, Threads = 1 };
}
