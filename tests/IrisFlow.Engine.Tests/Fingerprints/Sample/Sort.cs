using System.Collections;

namespace Sample;

/// <summary>Values that the framework's collections call back.</summary>
[Activity("sample.sort")]
public sealed class Sort : Activity
{
    public Out<Table> Sorted { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var purse = new Purse { new Money(3), new Money(1) };
        purse.Coins.Sort();
        var seen = new Dictionary<Label, int> { [new Label("a")] = 1 };
        Money total = 0.5m;
        foreach (var coin in purse)
        {
            total += coin;
        }

        using var scope = new Scope();
        step.Warn($"{total} {seen.Count} {total is { Cents: > 20 }}");
        return Task.CompletedTask;
    }
}

public readonly struct Money(decimal amount) : IComparable<Money>
{
    public decimal Amount { get; } = amount;

    public int Cents => (int)(Amount * 100);

    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    public override string ToString() => $"{Amount} EUR";

    public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount);

    public static implicit operator Money(decimal amount) => new(amount);
}

public sealed class Label(string text) : IEquatable<Label>
{
    private readonly string _text = text;

    public bool Equals(Label? other) => other is not null && other._text == _text;

    public override bool Equals(object? obj) => Equals(obj as Label);

    public override int GetHashCode() => _text.Length;
}

public sealed class Purse : IEnumerable
{
    public List<Money> Coins { get; } = [];

    public void Add(Money coin) => Coins.Add(coin);

    public Walk GetEnumerator() => new(Coins);

    IEnumerator IEnumerable.GetEnumerator() => Coins.GetEnumerator();
}

public struct Walk(List<Money> coins)
{
    private int _at = -1;

    public readonly Money Current => coins[_at];

    public bool MoveNext() => ++_at < coins.Count;
}

public sealed class Scope : IDisposable
{
    private int _closed;

    public void Dispose() => _closed = 1;

    ~Scope() => _closed = 2;
}
