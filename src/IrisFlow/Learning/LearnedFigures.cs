namespace IrisFlow;

/// <summary>The figures of a predictor that people look at.</summary>
/// <param name="Name">What they are: <see cref="Coefficients"/>, <see cref="Importances"/> or <see cref="Shares"/>.</param>
/// <param name="Meaning">What one of them says, as a sentence.</param>
/// <param name="Values">The figures, in the order of features and classes.</param>
public sealed record LearnedFigures(string Name, string Meaning, IReadOnlyList<LearnedFigure> Values)
{
    /// <summary>What a unit more of a feature adds to the score of a class.</summary>
    public const string Coefficients = "coefficients";

    /// <summary>How much a feature matters, whatever the class; 0 or more.</summary>
    public const string Importances = "importances";

    /// <summary>How frequent a class is.</summary>
    public const string Shares = "shares";
}

/// <summary>One figure of a predictor.</summary>
/// <param name="Class">Of which class; null where it is of none alone.</param>
/// <param name="Feature">Of which feature; null for what belongs to no feature, such as an intercept.</param>
/// <param name="Value">The figure.</param>
public sealed record LearnedFigure(string? Class, string? Feature, double Value);
