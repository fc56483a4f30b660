using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Tests.Activities;

public enum Direction
{
    FromLeft,
    FromRight,
}

public enum Wanted
{
    Auto,
    True,
    False,
}

public abstract class Ingredient;

[Kind("salt")]
public sealed class Salt : Ingredient
{
    [Range(0, 10)]
    public double Grams { get; init; } = 1.5;
}

[Kind("mix")]
public sealed class Mix : Ingredient
{
    public IReadOnlyList<Ingredient> Parts { get; init; } = [];

    public required string Name { get; init; }
}

public abstract class Twice;

[Kind("same")]
public sealed class First : Twice;

[Kind("same")]
public sealed class Second : Twice;

public abstract class Parameterised : Activity
{
    public int Inherited { get; init; }
}

/// <summary>An activity with a parameter of every type.</summary>
[Activity("tests.recipe", Version = 2, Tags = ["cook", "meal"])]
public sealed class Recipe : Parameterised
{
    /// <summary>The rows.</summary>
    public required In<Table> Rows { get; init; }

    public In<Table>? Extra { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    [Range(1, 5)]
    public int Stars { get; init; } = 3;

    public long Big { get; init; }

    public double Amount { get; init; } = 0.5;

    public double? Limit { get; init; }

    public bool Vegan { get; init; }

    public Direction Stir { get; init; }

    public IReadOnlyList<int> Times { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public Ingredient Base { get; init; } = new Salt();

    public Out<Table> Dish { get; } = new();

    protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
}
