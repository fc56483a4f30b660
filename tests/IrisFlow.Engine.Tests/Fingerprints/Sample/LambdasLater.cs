namespace Sample;

public sealed partial class Lambdas
{
    private static async Task Later(int count)
    {
        await Task.Yield();
        Hooks.Tell(count);
    }
}

/// <summary>Delegates that pass through statics.</summary>
public static class Hooks
{
    private static readonly Action<int> Told = count => Last = count + 1;

    public static int Last { get; private set; }

    public static Func<int, int>? Replaced { get; set; }

    public static void Tell(int count) => Told(Replaced?.Invoke(count) ?? count);
}

public static class Elsewhere
{
    public static void Prepare() => Hooks.Replaced = count => count * 2;
}
