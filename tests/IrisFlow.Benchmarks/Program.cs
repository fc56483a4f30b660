using IrisFlow.Benchmarks;

// dotnet run -c Release --project tests/IrisFlow.Benchmarks -- PUBLISHED_EXECUTABLE [ROUNDS] [NAME...]
if (args.Length == 0 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("Name the published program: dotnet publish src/IrisFlow.Cli -c Release -o OUT, then OUT/irisflow.");
    return 2;
}

var rounds = args.Length > 1 ? int.Parse(args[1]) : 9;

// It takes minutes and as many gigabytes of disk three times over, so a small one unless asked for.
var gigabytes = int.Parse(Environment.GetEnvironmentVariable("GIGABYTES") ?? "1");
var few = Math.Max(3, rounds / 3);
var program = new PublishedProgram(Path.GetFullPath(args[0]));
var benchmarks = new (string Name, Action Run)[]
{
    ("start", () => StartUp.Run(program, rounds)),
    ("iris", () => IrisRuns.Run(program, rounds)),
    ("chain", () => Chain.Run(program, few, steps: 1000)),
    ("long-chain", () => Chain.Run(program, 3, steps: 10_000)),
    ("memory", () => Chain.Memory(program)),
    ("filter", () => FilterRows.Run(few)),
    ("code", () => Fingerprints.Run(few)),
    ("large-checkpoint", () => LargeCheckpoint.Run(program, few)),
    ("checkpoint-view", () => CheckpointViewing.RunAsync(few).GetAwaiter().GetResult()),
    ("sweep", () => Sweep.Run(program, 3)),
    ("journals", () => Journals.Run(few)),
    ("planning", () => Planning.Run(program, few)),
    ("formats", () => Formats.Run(few)),
    ("csv", () => CsvToCheckpoint.Run(program, few)),
    ("mapped", () => Mapped.Run(few)),
    ("larger-than-memory", () => LargerThanMemory.Run(program, gigabytes * 1_000_000_000L)),
    ("csv-read", () => Csv.Read(few)),
    ("csv-write", () => Csv.Write(few)),
    ("filter", () => Filters.Run(few)),
    ("tables", () => TableOperations.Run(few)),
    ("tracking", () => Tracking.Run(program, rounds)),
    ("runs-list", () => RunsList.Run(rounds)),
    ("parquet-write", () => ParquetWriting.Run(few)),
    ("parquet-read", () => ParquetReading.Run(few)),
};
var chosen = args.Skip(2).ToHashSet();
if (chosen.Except(benchmarks.Select(b => b.Name)).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}: there are {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, medians of {rounds} rounds");
Console.WriteLine();
foreach (var benchmark in benchmarks.Where(b => chosen.Count == 0 || chosen.Contains(b.Name)))
{
    benchmark.Run();
}

return 0;
