using System.IO;
using System.Reflection;

namespace Sample;

/// <summary>Texts, tables, resources, enums and records.</summary>
[Activity("sample.words")]
public sealed class Words : Activity
{
    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var flower = new Flower("iris", Colour.Blue) with { Colour = (Colour)1 };
        step.Warn($"{flower} {Rank("setosa")} {Primes.At(2)} {flower.Colour} {Read("words.txt").Length}");
        return Task.CompletedTask;
    }

    private static int Rank(string name) => name switch
    {
        "setosa" => 1,
        "versicolor" => 2,
        "virginica" => 3,
        "ensata" => 4,
        "japonica" => 5,
        "tectorum" => 6,
        "pumila" => 7,
        _ => 0,
    };

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Sample.words.txt")!);
        return reader.ReadToEnd() + name;
    }
}

public sealed record Flower(string Name, Colour Colour);

public enum Colour
{
    Blue,
    Red,
}

public static class Primes
{
    private static readonly int[] Values = [2, 3, 5, 7, 11, 13];

    static Primes() => Array.Reverse(Values);

    public static int At(int index) => Values[index];
}
