using IrisFlow.Benchmarks;

// dotnet run -c Release --project tests/IrisFlow.Benchmarks -- PUBLISHED_EXECUTABLE [ROUNDS]
if (args.Length == 0 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("Name the published program: dotnet publish src/IrisFlow.Cli -c Release -o OUT, then OUT/irisflow.");
    return 2;
}

var rounds = args.Length > 1 ? int.Parse(args[1]) : 9;
var program = new PublishedProgram(Path.GetFullPath(args[0]));
Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, medians of {rounds} rounds");
Console.WriteLine();
var floor = DurableFloor.MillisecondsPerCommit();
Console.WriteLine($"{"one small file and one commit made durable, one after the other",-66} {floor,9:0.000} ms");
StartUp.Run(program, rounds);
IrisRuns.Run(program, rounds);
Chain.Run(program, Math.Max(3, rounds / 3), floor);
LargeCheckpoint.Run(program, Math.Max(3, rounds / 3));
return 0;
