namespace IrisFlow.Benchmarks;

/// <summary>What a process costs that does nothing: the floor under every whole-process figure.</summary>
internal static class StartUp
{
    public static void Run(PublishedProgram program, int rounds)
    {
        var folder = PublishedProgram.Folder();
        program.Time(folder, "--version");
        Console.WriteLine($"{"irisflow --version",-66} {PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => program.Time(folder, "--version"))),9:0.0} ms");
        Directory.Delete(folder, recursive: true);
    }
}
