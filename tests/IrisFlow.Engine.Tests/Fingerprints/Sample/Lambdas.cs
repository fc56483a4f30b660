namespace Sample;

/// <summary>Lambdas, local functions, iterators and async methods.</summary>
[Activity("sample.lambdas")]
public sealed partial class Lambdas : Activity
{
    private readonly Func<int, int> _step = x => x + 1;

    public int Limit { get; init; } = 4;

    public Out<Table> Rows { get; } = new();

    protected override async Task RunAsync(StepContext step)
    {
        var counted = 0;
        foreach (var number in Numbers(Limit))
        {
            counted += _step(number);
        }

        var squares = Enumerable.Range(0, counted).Where(n => n % 2 == 0).Select(n => n * counted).ToList();
        var pair = new { First = squares.Count, Second = Third(counted) };
        await Later(pair.First);
        step.Warn(pair.ToString()!);

        int Third(int value)
        {
            var third = value / 3;
            return third;
        }
    }

    private static IEnumerable<int> Numbers(int limit)
    {
        for (var i = 0; i < limit; i++)
        {
            yield return i * 3;
        }
    }
}

/// <summary>Two lambdas in a class of which one activity uses one.</summary>
public static class Shared
{
    public static Func<int, int> First() => x => x * 10;

    public static Func<int, int> Second() => x => x * 20;
}
