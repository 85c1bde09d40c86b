<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr-FR" sourcelanguage="en-US">
<context>
    <name>Align</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>A similarity transform in place of a rigid one. Sizes measured in the world are then the target's.</source>
        <translation>Une transformation de similitude au lieu d’une transformation rigide. Les tailles mesurées dans le monde sont alors celles de la cible.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align them</source>
        <translation>Recaler</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align with other points</source>
        <translation>Recaler sur d’autres points</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Also scale, by one factor</source>
        <translation>Mettre aussi à l’échelle, par un seul facteur</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Choose points</source>
        <translation>Choisir des points</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Move points (&amp;J):</source>
        <translation>Déplacer les points (&amp;J) :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Nothing else</source>
        <translation>Rien d’autre</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Onto these (&amp;L):</source>
        <translation>Vers ceux-ci (&amp;H) :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Points of the same names that stay where they are: of an electroanatomic map, or of another scan.</source>
        <translation>Points de mêmes noms qui restent en place : ceux d’une carte électroanatomique ou d’un autre examen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Take back</source>
        <translation>Annuler le recalage</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>The points that are moved; those of a detection take its volume and its other results along.</source>
        <translation>Les points déplacés ; ceux d’une détection emmènent son volume et ses autres résultats.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Together with:</source>
        <translation>Avec :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>What else moves with the points, such as the surface of a map.</source>
        <translation>Ce qui se déplace aussi avec les points, comme la surface d’une carte.</translation>
    </message>
</context>
<context>
    <name>Folder</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Cancel folder</source>
        <translation>Annuler le dossier</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Detect in folder</source>
        <translation>Détecter dans le dossier</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder for points, segments, tables and the quality page.</source>
        <translation>Dossier pour les points, les segments, les tableaux et la page de qualité.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder of studies</source>
        <translation>Dossier d’examens</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder with images or DICOM series, at any depth.</source>
        <translation>Dossier contenant des images ou des séries DICOM, à tout niveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Of stacks; they take about a second and a megabyte a study.</source>
        <translation>Des piles de coupes ; environ une seconde et un mégaoctet par examen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Open quality page</source>
        <translation>Ouvrir la page de qualité</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Pictures for the quality page</source>
        <translation>Images pour la page de qualité</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Results:</source>
        <translation>Résultats :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Studies:</source>
        <translation>Examens :</translation>
    </message>
</context>
<context>
    <name>Function</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> cm</source>
        <translation> cm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> kg</source>
        <translation> kg</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole and end systole side by side</source>
        <translation>Télédiastole et télésystole côte à côte</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole:</source>
        <translation>Télédiastole :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End systole:</source>
        <translation>Télésystole :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0.</source>
        <translation>Image, comptée à partir de 0.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0; of two volumes the chosen one is 0.</source>
        <translation>Image, comptée à partir de 0 ; de deux volumes, celui qui est choisi est 0.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Function</source>
        <translation>Fonction</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Height:</source>
        <translation>Taille :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Measure function</source>
        <translation>Mesurer la fonction</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for normal ranges.</source>
        <translation>Du patient, pour les valeurs normales.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for values by body surface area.</source>
        <translation>Du patient, pour les valeurs par surface corporelle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient.</source>
        <translation>Du patient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Other phase:</source>
        <translation>Autre phase :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Sex:</source>
        <translation>Sexe :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>The frames of the sequence</source>
        <translation>Les images de la séquence</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Two views that scroll together, each with its own contours; press again for the views of before.</source>
        <translation>Deux vues qui défilent ensemble, chacune avec ses contours ; appuyer à nouveau pour les vues d'avant.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Volume of the cavities over the frames.</source>
        <translation>Volume des cavités au fil des images.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Weight:</source>
        <translation>Poids :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Where the chosen volume shows no sequence: the volume of the other phase.</source>
        <translation>Si le volume choisi ne montre pas de séquence : le volume de l’autre phase.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>found by volume</source>
        <translation>trouvée d’après le volume</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>not given</source>
        <translation>non indiqué</translation>
    </message>
</context>
<context>
    <name>LandmarkAI</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Accept</source>
        <translation>&amp;Accepter</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Case:</source>
        <translation>&amp;Cas :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Device:</source>
        <translation>&amp;Dispositif :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Model:</source>
        <translation>&amp;Modèle :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Place</source>
        <translation>&amp;Placer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Refine</source>
        <translation>A&amp;ffiner</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Write to:</source>
        <translation>Éc&amp;rire dans :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>AHA segments</source>
        <translation>Segments AHA</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnuler</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Chec&amp;k</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume</source>
        <translation>Choisir un volume</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume.</source>
        <translation>Choisissez un volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Cop&amp;y report</source>
        <translation>Cop&amp;ier le rapport</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Detect landmarks</source>
        <translation>Détecter les repères</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Detecting in the simulated study</source>
        <translation>Détection dans l’examen simulé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>E&amp;xport case</source>
        <translation>E&amp;xporter le cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Export to a training dataset</source>
        <translation>Exporter vers un jeu d’entraînement</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Finds anatomical landmarks in cardiac images, segments the ventricles and divides the myocardium into AHA segments. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation>Trouve des repères anatomiques dans les images cardiaques, segmente les ventricules et divise le myocarde en segments AHA. Réservé à la recherche : n’est pas un dispositif médical, ni pour le diagnostic ni pour le traitement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Folder of the dataset; the case becomes a folder in it.</source>
        <translation>Dossier du jeu de données ; le cas en devient un sous-dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Frame&amp;s:</source>
        <translation>Ima&amp;ges :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install a model from a .zip file; its checksums are verified.</source>
        <translation>Installer un modèle depuis un fichier .zip ; ses sommes de contrôle sont vérifiées.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install model from .&amp;zip file…</source>
        <translation>Installer un modèle depuis un fichier .&amp;zip…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install re&amp;quired packages…</source>
        <translation>Installer les pa&amp;quets nécessaires…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installer ce qui manque, après confirmation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Mark m&amp;issing</source>
        <translation>A&amp;bsent</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Model card</source>
        <translation>Fiche du modèle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Most doubtful first. Arrow keys go from point to point; the views follow.
A: accept   M: mark missing   P: place   Z: restore</source>
        <translation>Les plus douteux d’abord. Les flèches vont d’un point à l’autre ; les vues suivent.
A : accepter   M : absent   P : placer   Z : restaurer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation>Nom du dossier du cas. N’utilisez pas le nom du patient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>None yet</source>
        <translation>Aucun pour l’instant</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Nothing is running.</source>
        <translation>Rien n’est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Of a sequence, such as a cine: which frames to look at.</source>
        <translation>Pour une séquence, comme une ciné : quelles images analyser.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Open the set-up page at the end of this panel.</source>
        <translation>Ouvrir la page de configuration en bas de ce panneau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Place rou&amp;gh points</source>
        <translation>Points appr&amp;oximatifs</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Press Check to see whether all is there.</source>
        <translation>Appuyez sur « Vérifier » pour savoir si tout est là.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Put the report on the clipboard.</source>
        <translation>Placer le rapport dans le presse-papiers.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Refine from here</source>
        <translation>Affiner à partir d’ici</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;tore</source>
        <translation>Res&amp;taurer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;ults:</source>
        <translation>Rés&amp;ultats :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Run self-test</source>
        <translation>Lancer l’autotest</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set up &amp;before use…</source>
        <translation>Configurer avant &amp;l’emploi…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set-up and report</source>
        <translation>Configuration et rapport</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Show in &amp;3D</source>
        <translation>Afficher en &amp;3D</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The image to look at: a short-axis stack, or a volume.</source>
        <translation>L’image à analyser : une pile petit axe, ou un volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The points to look through.</source>
        <translation>Les points à passer en revue.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>The weights of the models have terms of their own, which the module shows before use.</source>
        <translation>Les poids des modèles ont leurs propres conditions, que le module affiche avant l’utilisation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try PyTorch, the device and the models in the detection process.</source>
        <translation>Essayer PyTorch, le dispositif et les modèles dans le processus de détection.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try everything on sample data, and write a text file to send with a question.</source>
        <translation>Tout essayer sur des données d’exemple et écrire un fichier texte à joindre à une question.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>V&amp;olume:</source>
        <translation>Volum&amp;e :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Where to compute. Automatic takes the GPU if there is one that works.</source>
        <translation>Où calculer. « Automatique » prend le GPU s’il y en a un qui fonctionne.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Which model looks at the image.</source>
        <translation>Quel modèle analyse l’image.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>name without the patient's identity</source>
        <translation>nom sans l’identité du patient</translation>
    </message>
</context>
<context>
    <name>LandmarkAITraining</name>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Check</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Dataset:</source>
        <translation>&amp;Jeu de données :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Evaluate</source>
        <translation>Éva&amp;luer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Install in LandmarkAI</source>
        <translation>&amp;Installer dans LandmarkAI</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Preset:</source>
        <translation>&amp;Préréglage :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Steps:</source>
        <translation>P&amp;as :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Threads:</source>
        <translation>&amp;Threads :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Volume:</source>
        <translation>Volum&amp;e :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Worst cases first; click one to see it:</source>
        <translation>Pires &amp;cas d’abord ; cliquez sur l’un d’eux pour le voir :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>A click shows the image with the reference points in yellow and the model's in blue.</source>
        <translation>Un clic affiche l’image avec les points de référence en jaune et ceux du modèle en bleu.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>A model is under the terms of the data that it was trained on.</source>
        <translation>Un modèle est soumis aux conditions des données sur lesquelles il a été entraîné.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add case</source>
        <translation>Ajouter le cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add current case to dataset</source>
        <translation>Ajouter le cas courant au jeu de données</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Annotate with a model</source>
        <translation>Annoter avec un modèle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>C&amp;ase:</source>
        <translation>Ca&amp;s :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>CPU threads. Fewer leave more of the machine to others.</source>
        <translation>Threads du CPU. Moins il y en a, plus il reste de machine pour les autres.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Checking a small dataset</source>
        <translation>Vérification d’un petit jeu de données</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose a volume</source>
        <translation>Choisir un volume</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose points</source>
        <translation>Choisir des points</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cont&amp;rast:</source>
        <translation>Cont&amp;raste :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Dataset</source>
        <translation>Jeu de données</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Divide &amp;by subject</source>
        <translation>Répartir par s&amp;ujet</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Evaluate</source>
        <translation>Évaluer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder of this training: checkpoints, curves, the model and its evaluation. Choose it again to find a training again.</source>
        <translation>Dossier de cet entraînement : points de sauvegarde, courbes, modèle et évaluation. Choisissez-le de nouveau pour retrouver un entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder whose subfolders are cases: image.nrrd, landmarks.mrk.json and segmentation.seg.nrrd.</source>
        <translation>Dossier dont les sous-dossiers sont des cas : image.nrrd, landmarks.mrk.json et segmentation.seg.nrrd.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install in LandmarkAI</source>
        <translation>Installer dans LandmarkAI</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installer ce qui manque, après confirmation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Its segmentation, where there is one.</source>
        <translation>Sa segmentation, s’il y en a une.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Make preset</source>
        <translation>Créer un préréglage</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Na&amp;me:</source>
        <translation>No&amp;m :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation>Nom du dossier du cas. N’utilisez pas le nom du patient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Next case</source>
        <translation>Cas suivant</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Open report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Optimiser steps, one number a stage, such as 1500 2500. Empty: as the preset says.</source>
        <translation>Pas de l’optimiseur, un nombre par étape, comme 1500 2500. Vide : selon le préréglage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>P&amp;oints:</source>
        <translation>P&amp;oints :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Pre-annotate</source>
        <translation>Pré-annoter</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Retrain</source>
        <translation>Réentraîner</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Reviewed</source>
        <translation>Vérifié</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Ru&amp;n folder:</source>
        <translation>Dossier d’e&amp;ntraînement :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>S&amp;ubject:</source>
        <translation>Sujet (&amp;B) :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Se&amp;gmentation:</source>
        <translation>Se&amp;gmentation :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Show curves</source>
        <translation>Afficher les courbes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Such as cine or lge; errors are reported by contrast.</source>
        <translation>Comme cine ou lge ; les erreurs sont rapportées par contraste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The cases, how far each is, and the error of its worst point that the model expects.</source>
        <translation>Les cas, l'avancement de chacun et l'erreur attendue par le modèle pour son plus mauvais point.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The image that the points were placed on.</source>
        <translation>L’image sur laquelle les points ont été placés.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The landmarks: results of LandmarkAI, or points that were placed by hand. The label of a point is the name of its landmark.</source>
        <translation>Les repères : résultats de LandmarkAI, ou points placés à la main. L’étiquette d’un point est le nom (anglais) de son repère.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Trains and measures landmark models on studies that were annotated in Slicer, and installs them in LandmarkAI. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation>Entraîne et évalue des modèles de repères sur des examens annotés dans Slicer, et les installe dans LandmarkAI. Réservé à la recherche : n’est pas un dispositif médical, ni pour le diagnostic ni pour le traitement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What LandmarkAI will call the model: letters, digits, . _ and -</source>
        <translation>Le nom que LandmarkAI donnera au modèle : lettres, chiffres, . _ et -</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is trained: the name of a preset, or the path of a preset's .json file.</source>
        <translation>Ce qui est entraîné : le nom d’un préréglage, ou le chemin de son fichier .json.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is wrong, and how to mend it. The whole text is in the tooltips.</source>
        <translation>Ce qui ne va pas, et comment y remédier. Le texte complet est dans les infobulles.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What the plot view shows.</source>
        <translation>Ce que montre la vue graphique.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Whom it is of, as a pseudonym: cases of one subject are never trained on and tested on.</source>
        <translation>De qui il s’agit, sous pseudonyme : les cas d’un même sujet ne servent jamais à la fois à l’entraînement et au test.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>as the preset says</source>
        <translation>selon le préréglage</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>automatic</source>
        <translation>automatique</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>name without the patient's identity</source>
        <translation>nom sans l’identité du patient</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>such as cine</source>
        <translation>comme cine</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>the case itself</source>
        <translation>le cas lui-même</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>17 segments, with the apical cap</source>
        <translation>17 segments, avec l'apex</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A list with the Anterior RV insertion; Inferior RV insertion and LV center if known.</source>
        <translation>Une liste avec « Anterior RV insertion » ; « Inferior RV insertion » et « LV center » s’ils sont connus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A map in the same place to measure in; for ECV the T1 map after contrast.</source>
        <translation>Une carte au même endroit dans laquelle mesurer ; pour l’ECV, la carte T1 après contraste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA of any mask, scar, ECV</source>
        <translation>AHA d’un masque quelconque, cicatrice, ECV</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA segments</source>
        <translation>Segments AHA</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose a segmentation</source>
        <translation>Choisir une segmentation</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose an image</source>
        <translation>Choisir une image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose points</source>
        <translation>Choisir des points</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Contours:</source>
        <translation>Contours :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Deviations:</source>
        <translation>Écarts :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>ECV</source>
        <translation>ECV</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>For ECV: points of the other volume. Those of its detection if none are chosen.</source>
        <translation>Pour l’ECV : points de l’autre volume. Ceux de sa détection si aucun n’est choisi.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Haematocrit:</source>
        <translation>Hématocrite :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>How the threshold is found.</source>
        <translation>Comment le seuil est déterminé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Image:</source>
        <translation>Image :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>In all volumes of the same place</source>
        <translation>Dans tous les volumes au même endroit</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Its points:</source>
        <translation>Ses points :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Left out at the edges:</source>
        <translation>Exclu aux bords :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Levels:</source>
        <translation>Niveaux :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Measure in every volume of the scene that overlaps the image, not in the other volume alone.</source>
        <translation>Mesurer dans chaque volume de la scène qui recouvre l'image, pas seulement dans l'autre volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>None: the image itself</source>
        <translation>Aucun : l’image elle-même</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of a CT: name of a point on the septum or in the right ventricle; if empty the point named Septum, or else the segment Right ventricle.</source>
        <translation>Pour un scanner : nom d’un point sur le septum ou dans le ventricule droit ; si vide, le point nommé Septum, ou sinon le segment Right ventricle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of its detection</source>
        <translation>Ceux de sa détection</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of the patient, on the day of the scan.</source>
        <translation>Du patient, le jour de l’examen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Other volume:</source>
        <translation>Autre volume :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Points:</source>
        <translation>Points :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar</source>
        <translation>Cicatrice</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar by:</source>
        <translation>Cicatrice par :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Septum:</source>
        <translation>Septum :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Share of the wall at endo- and epicardium that is not measured.</source>
        <translation>Part de la paroi, à l’endocarde et à l’épicarde, qui n’est pas mesurée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Short-axis image that the contours belong to; for ECV the T1 map before contrast.</source>
        <translation>Image petit axe à laquelle appartiennent les contours ; pour l’ECV, la carte T1 avant contraste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Slices of each level, from 0 as they are stored; thirds of the myocardium if empty.</source>
        <translation>Coupes de chaque niveau, à partir de 0 comme enregistrées ; tiers du myocarde si vide.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Standard deviations above remote myocardium.</source>
        <translation>Écarts-types au-dessus du myocarde à distance.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>T1 before and after contrast in squares: edges go on across them where both are aligned.</source>
        <translation>T1 avant et après contraste en damier : les bords se prolongent d'une case à l'autre là où les deux sont alignés.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Your own or detected: segments Left ventricle and Myocardium.</source>
        <translation>Les vôtres ou ceux qui ont été détectés : segments « Left ventricle » et « Myocardium ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>basal=0-3,mid=4-6,apical=7-9</source>
        <translation>basal=0-3,mid=4-6,apical=7-9</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>As points and segments are now. A table of the scene holds the same.</source>
        <translation>Tels que sont les points et les segments à présent. Une table de la scène contient la même chose.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Chamber views</source>
        <translation>Vues des cavités</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Left ventricle</source>
        <translation>Ventricule gauche</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Folder:</source>
        <translation>Dossier :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Report and DICOM</source>
        <translation>Rapport et DICOM</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save contours and points as DICOM</source>
        <translation>Enregistrer contours et points en DICOM</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save report of the function</source>
        <translation>Enregistrer le rapport de la fonction</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Where reports and DICOM files are written. They hold the patient's identity as the images do.</source>
        <translation>Où les rapports et fichiers DICOM sont écrits. Ils portent l'identité du patient, comme les images.</translation>
    </message>
</context>
<context>
    <name>Slices</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>All slices</source>
        <translation>Toutes les coupes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>One large view in the slices, two through the long axis and the RV insertions, and 3D. Press again for the layout that you had.</source>
        <translation>Une grande vue dans les coupes, deux par le grand axe et les insertions du VD, et la 3D. Appuyez de nouveau pour retrouver la disposition précédente.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Own window</source>
        <translation>Fenêtre séparée</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Save picture…</source>
        <translation>Enregistrer l’image…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Short axis</source>
        <translation>Petit axe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Show the slices in a window beside Slicer, as large as you like.</source>
        <translation>Afficher les coupes dans une fenêtre à côté de Slicer, aussi grande que vous le souhaitez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Write all slices, the AHA segments and the legend as PNG.</source>
        <translation>Écrire toutes les coupes, les segments AHA et la légende en PNG.</translation>
    </message>
</context>
<context>
    <name>logic.console</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/console.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation>L’exécution a été annulée. {reason}</translation>
    </message>
</context>
<context>
    <name>logic.detection_run</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>The scene was closed.</source>
        <translation>La scène a été fermée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>Unexpected error on {name} ({reason}): run it again, and if it fails again report it with what the Python console says.</source>
        <translation>Erreur inattendue sur {name} ({reason}) : relancez, et en cas de nouvel échec signalez-la avec ce qu’affiche la console Python.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>frame {number} of {total}: {text}</source>
        <translation>image {number} sur {total} : {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} has frames 0 to {last}: there is no frame {frame}.</source>
        <translation>{name} a les images 0 à {last} : il n’y a pas d’image {frame}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} was removed from the scene.</source>
        <translation>{name} a été retiré de la scène.</translation>
    </message>
</context>
<context>
    <name>logic.measuring</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>Give height and weight, or none of them.</source>
        <translation>Indiquez la taille et le poids, ou aucun des deux.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>{name} shows no volume: choose one that does.</source>
        <translation>{name} n’affiche pas de volume : choisissez-en un qui le fasse.</translation>
    </message>
</context>
<context>
    <name>logic.packages</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>An installation is under way: wait for its end.</source>
        <translation>Une installation est en cours : attendez qu’elle se termine.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names} failed ({reason}): {remedy}</source>
        <translation>L’installation de {names} a échoué ({reason}) : {remedy}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names}…</source>
        <translation>Installation de {names}…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>LandmarkAI needs packages that will be downloaded: {names}. Install them now?</source>
        <translation>LandmarkAI a besoin de paquets qui seront téléchargés : {names}. Les installer maintenant ?</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Missing, though Slicer brings it: {names}. Install Slicer again.</source>
        <translation>Absent, bien que Slicer le fournisse : {names}. Réinstallez Slicer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Not installed: {names}. Press the button again to be asked again.</source>
        <translation>Non installé : {names}. Appuyez de nouveau sur le bouton pour que la question soit reposée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Nothing was installed, as you declined. Press the button again to be asked again.</source>
        <translation>Rien n’a été installé, puisque vous avez refusé. Appuyez de nouveau sur le bouton pour que la question soit reposée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by half. Remove it and download it again now?</source>
        <translation>PyTorch n’est installé qu’à moitié. Le supprimer et le télécharger de nouveau maintenant ?</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by the extension PyTorch: install that from the Extensions Manager, restart Slicer, and come back.</source>
        <translation>PyTorch est installé par l’extension PyTorch : installez celle-ci depuis le gestionnaire d’extensions, redémarrez Slicer et revenez ici.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch was installed but does not load ({error}): restart Slicer, and if it still does not, install it again with the extension PyTorch.</source>
        <translation>PyTorch a été installé mais ne se charge pas ({error}) : redémarrez Slicer et, si cela persiste, réinstallez-le avec l’extension PyTorch.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PythonSlicer, Slicer's own Python, was not found beside Slicer, so that nothing can be installed: install Slicer again.</source>
        <translation>PythonSlicer, le Python de Slicer, est introuvable à côté de Slicer ; rien ne peut donc être installé : réinstallez Slicer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Slicer's folder cannot be written: install Slicer in a folder of your own, or have it started once by an administrator for this.</source>
        <translation>Le dossier de Slicer n’est pas accessible en écriture : installez Slicer dans un dossier à vous, ou faites-le lancer une fois par un administrateur.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>free some space on the disk, and press the button again.</source>
        <translation>libérez de l’espace sur le disque et appuyez de nouveau sur le bouton.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>see that this computer is online, and press the button again.</source>
        <translation>vérifiez que cet ordinateur est connecté à Internet et appuyez de nouveau sur le bouton.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>what pip said is below.</source>
        <translation>la sortie de pip figure ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>{name}, installed by half</source>
        <translation>{name}, installé à moitié</translation>
    </message>
</context>
<context>
    <name>logic.run_folder</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/run_folder.py"/>
        <source>{path} cannot be written ({reason}): free some space on that disk, or choose another temporary directory in Slicer's application settings, page Modules.</source>
        <translation>{path} ne peut pas être écrit ({reason}) : libérez de l’espace sur ce disque, ou choisissez un autre répertoire temporaire dans les paramètres de Slicer, page Modules.</translation>
    </message>
</context>
<context>
    <name>panel.accept_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept slice</source>
        <translation>Accepter la coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept the rest</source>
        <translation>Accepter le reste</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points of this slice were reviewed.</source>
        <translation>Tous les points de cette coupe ont été relus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points that nobody has dealt with are right, or rightly missing.</source>
        <translation>Tous les points dont personne ne s’est occupé sont justes, ou absents à juste titre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points were reviewed.</source>
        <translation>Tous les points ont été relus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Choisissez un point dans la liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Keep reviewed points when detecting again</source>
        <translation>Garder les points relus lors d’une nouvelle détection</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Most doubtful first</source>
        <translation>Douteux d’abord</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review: {reviewed} of {count} points reviewed</source>
        <translation>Relecture : {reviewed} points relus sur {count}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Slice by slice</source>
        <translation>Coupe par coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The order of the list.</source>
        <translation>L’ordre de la liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The points of this slice that nobody has dealt with are right, or rightly missing.</source>
        <translation>Les points de cette coupe dont personne ne s’est occupé sont justes, ou absents à juste titre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Il n’y a pas encore de points : détectez d’abord les repères.</translation>
    </message>
</context>
<context>
    <name>panel.add_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the folder of the dataset above.</source>
        <translation>Choisissez ci-dessus le dossier du jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the points.</source>
        <translation>Choisissez les points.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Name the case.</source>
        <translation>Nommez le cas.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation>Écrire l’image, les points et la segmentation tels qu’ils sont dans le jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Written: {case}. Divide and check the dataset before training.</source>
        <translation>Écrit : {case}. Répartissez et vérifiez le jeu de données avant l’entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation>{name} et {volume} sont sous des transformations différentes : utilisez-en une seule.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} has no points: place them.</source>
        <translation>{name} n’a pas de points : placez-les.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} was removed from the scene: the case would have no segmentation.</source>
        <translation>{name} a été retiré de la scène : le cas n'aurait pas de segmentation.</translation>
    </message>
</context>
<context>
    <name>panel.aha_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Apical</source>
        <translation>Apical</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Area mm²</source>
        <translation>Surface mm²</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Automatic levels</source>
        <translation>Niveaux automatiques</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Basal</source>
        <translation>Basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Beyond</source>
        <translation>Au-delà</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Choisissez un point dans la liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Divide the heart from base to apex in thirds again.</source>
        <translation>Diviser à nouveau le cœur en tiers, de la base à l’apex.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Its anterior RV insertion was not found.</source>
        <translation>L’insertion antérieure du VD n’a pas été trouvée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Level of slice {number}:</source>
        <translation>Niveau de la coupe {number} :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean of {name}</source>
        <translation>Moyenne de {name}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mid</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>No level was changed.</source>
        <translation>Aucun niveau n’a été modifié.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Put the slice into another level; Beyond leaves it out.</source>
        <translation>Placer la coupe à un autre niveau ; Au-delà l’exclut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>SD</source>
        <translation>ET</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segments in the slice views</source>
        <translation>Segments dans les vues de coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Show the AHA segments and their numbers in the slice views.</source>
        <translation>Afficher les segments AHA et leurs numéros dans les vues de coupe.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>There are no AHA segments.</source>
        <translation>Il n’y a pas de segments AHA.</translation>
    </message>
</context>
<context>
    <name>panel.align_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source> and {count} more</source>
        <translation> et {count} autres</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Aligned.</source>
        <translation>Recalé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Landmark</source>
        <translation>Repère</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Let everything lie where it was before.</source>
        <translation>Remettre tout là où c’était auparavant.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Move the points onto those of the same names, with all that belongs to them.</source>
        <translation>Déplacer les points vers ceux de même nom, avec tout ce qui leur appartient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Not used: {names}{rest}.</source>
        <translation>Non utilisés : {names}{rest}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Residual mm</source>
        <translation>Écart résiduel mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Scale {scale:.3f}.</source>
        <translation>Échelle {scale:.3f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Something has changed since: press Align again.</source>
        <translation>Quelque chose a changé depuis : appuyez de nouveau sur « Recaler ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>These points were not aligned.</source>
        <translation>Ces points n’ont pas été recalés.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>{count} points are in both lists.</source>
        <translation>{count} points figurent dans les deux listes.</translation>
    </message>
</context>
<context>
    <name>panel.annotate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Case</source>
        <translation>Cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Choisissez le dossier d’un jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Every case has been reviewed.</source>
        <translation>Tous les cas ont été vérifiés.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Expected error, mm</source>
        <translation>Erreur attendue, mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Let the model place points in the cases that nobody has reviewed.</source>
        <translation>Laisser le modèle placer des points dans les cas que personne n'a vérifiés.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show a case first.</source>
        <translation>Afficher d'abord un cas.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show the case in which the model expects the largest error.</source>
        <translation>Afficher le cas pour lequel le modèle attend la plus grande erreur.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking at the cases.</source>
        <translation>Le modèle examine les cas.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking: {case}</source>
        <translation>Le modèle examine : {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The training is running.</source>
        <translation>L’entraînement est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Il n’y a pas encore de modèle : entraînez-en un d’abord.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Train on from the last weights, in a new run folder, while you go on.</source>
        <translation>Poursuivre l'entraînement depuis les derniers poids, dans un nouveau dossier, pendant que vous continuez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Write the points as they are now; the case will be trained on.</source>
        <translation>Écrire les points tels qu'ils sont ; le cas servira à l'entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>held out</source>
        <translation>mis de côté</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>pre-annotated</source>
        <translation>pré-annoté</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>reviewed</source>
        <translation>vérifié</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>unlabelled</source>
        <translation>sans annotation</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case} is reviewed and will be trained on.</source>
        <translation>{case} est vérifié et servira à l'entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case}: mend the points, add those that are missing, then press Reviewed.</source>
        <translation>{case} : corriger les points, ajouter ceux qui manquent, puis cliquer sur Vérifié.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{count} rounds. The last model was trained on {trained} cases: median {median} on {held}.</source>
        <translation>{count} tours. Le dernier modèle a appris de {trained} cas : médiane {median} sur {held}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} held-out cases</source>
        <translation>{n} cas réservés</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} validation cases</source>
        <translation>{n} cas de validation</translation>
    </message>
</context>
<context>
    <name>panel.case_views</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow, the model's points in blue.</source>
        <translation>Référence en jaune, points du modèle en bleu.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow; the model is looking at the image…</source>
        <translation>Référence en jaune ; le modèle analyse l’image…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{case} reference</source>
        <translation>{case} référence</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{dataset} holds no case {case} any more: evaluate again.</source>
        <translation>{dataset} ne contient plus le cas {case} : évaluez de nouveau.</translation>
    </message>
</context>
<context>
    <name>panel.chamber_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Detect first, or open a detection.</source>
        <translation>Détectez d’abord, ou ouvrez une détection.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red and green: along the long axis, yellow: across it. Place a point named Aortic annulus center to see two, three and four chambers.</source>
        <translation>Rouge et vert : le long du grand axe, jaune : en travers. Placez un point nommé Aortic annulus center pour voir deux, trois et quatre cavités.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red: four chambers, green: two, yellow: three.</source>
        <translation>Rouge : quatre cavités, vert : deux, jaune : trois.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Turn the slice views along the long axis, and write the planes as transforms.</source>
        <translation>Tourner les vues de coupe le long du grand axe et écrire les plans comme transformations.</translation>
    </message>
</context>
<context>
    <name>panel.contour_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Choisissez un point dans la liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice {number}</source>
        <translation>Vers la coupe {number}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice…</source>
        <translation>Vers la coupe…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Edit contours</source>
        <translation>Corriger contours</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Open the Segment Editor on these segments; AHA segments and numbers follow what you draw.</source>
        <translation>Ouvrir le Segment Editor sur ces segments ; segments AHA et valeurs suivent ce que vous dessinez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Put the contours of slice {number} into slice {target}, in place of those there.</source>
        <translation>Mettre les contours de la coupe {number} dans la coupe {target}, à la place des siens.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There are no segments.</source>
        <translation>Il n’y a pas de segments.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There is no such slice.</source>
        <translation>Cette coupe n’existe pas.</translation>
    </message>
</context>
<context>
    <name>panel.core_sentences</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' is there in version {there}, and this is {version}: to replace it, force the installation ('landmarkai models install --force FILE').</source>
        <translation>Le modèle « {name} » est là en version {there}, et celui-ci est {version} : pour le remplacer, forcez l’installation (« landmarkai models install --force FILE »).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' ships with LandmarkAI and cannot be removed.</source>
        <translation>Le modèle « {name} » est livré avec LandmarkAI et ne peut pas être supprimé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process could not be started ({reason}): check the installation on LandmarkAI's set-up page; the log has the details.</source>
        <translation>Le processus de détection n’a pas pu démarrer ({reason}) : vérifiez l’installation à la page d’installation de LandmarkAI ; le journal donne les détails.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process gave a wrong answer and was ended ({error}): run it again, and if it fails again report it with the log.</source>
        <translation>Le processus de détection a donné une réponse erronée et a été arrêté ({error}) : relancez-le et, s’il échoue encore, signalez-le avec le journal.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The points of the {side} are all at one place: correct their positions.</source>
        <translation>Les points ({side}) sont tous au même endroit : corrigez leurs positions.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The two sets of points have no shape in common: check their names.</source>
        <translation>Les deux ensembles de points n’ont pas de forme commune : vérifiez leurs noms.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no device '{request}': choose one of {known}.</source>
        <translation>Il n’y a pas de périphérique « {request} » : choisissez parmi {known}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no model '{model}': choose one of {names}, or name a model's folder.</source>
        <translation>Il n’y a pas de modèle « {model} » : choisissez parmi {names}, ou nommez le dossier d’un modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>This machine, or its build of torch, has no {device} device: choose 'auto' or 'cpu', or install a build of torch for it.</source>
        <translation>Cette machine, ou sa version de PyTorch, n’a pas de périphérique {device} : choisissez 'auto' ou 'cpu', ou installez une version de PyTorch qui convient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a file stands where a folder is needed, so choose another output folder</source>
        <translation>un fichier se trouve là où il faut un dossier : choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {neighbours} mm from the line of its neighbours in the stack</source>
        <translation>un point est à plus de {neighbours} mm de la ligne de ses voisins dans l’empilement</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {stages} mm from where the first look put it</source>
        <translation>un point est à plus de {stages} mm de l’endroit où le premier regard l’avait placé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>cavity and wall are told apart less well than in what the model was validated on</source>
        <translation>la cavité et la paroi se distinguent moins bien que dans ce sur quoi le modèle a été validé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>check the disk or choose another output folder</source>
        <translation>vérifiez le disque ou choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose a place that is not read-only</source>
        <translation>choisissez un endroit qui n’est pas en lecture seule</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose an output folder on a disk that is not read-only</source>
        <translation>choisissez un dossier de sortie sur un disque qui n’est pas en lecture seule</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>close it in other programs, get write permission or choose another output folder</source>
        <translation>fermez-le dans les autres programmes, obtenez le droit d’écriture ou choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>create its folder or choose another output folder</source>
        <translation>créez son dossier ou choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>exit status {status}</source>
        <translation>code de sortie {status}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space on that disk or choose another output folder</source>
        <translation>libérez de la place sur ce disque ou choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space there</source>
        <translation>libérez-y de la place</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>get write permission or choose another output folder</source>
        <translation>obtenez le droit d’écriture ou choisissez un autre dossier de sortie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>give the image it belongs to</source>
        <translation>donnez l’image à laquelle elle appartient</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>killed</source>
        <translation>tué</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>loading the model {name}</source>
        <translation>chargement du modèle {name}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>looking at the image, {number} of {count}</source>
        <translation>examen de l’image, {number} sur {count}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>memory may have run out, so close other programs, then run it again</source>
        <translation>la mémoire a peut-être manqué : fermez d’autres programmes, puis relancez</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>of a point it is said that it may lie over {radius} mm off</source>
        <translation>un point est donné comme pouvant être à plus de {radius} mm de sa place</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>over {share} of the points were not found (of a heart: between base and apex)</source>
        <translation>plus de {share} des points n’ont pas été trouvés (d’un cœur : entre la base et l’apex)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>points on fewer than {few} slices</source>
        <translation>des points sur moins de {few} coupes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the answer</source>
        <translation>lecture de la réponse</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the image</source>
        <translation>lecture de l’image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reason unknown</source>
        <translation>raison inconnue</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu'</source>
        <translation>relancez et, en cas de nouvel échec, choisissez le périphérique 'cpu'</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu' or install PyTorch again</source>
        <translation>relancez et, en cas de nouvel échec, choisissez le périphérique 'cpu' ou réinstallez PyTorch</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting</source>
        <translation>démarrage</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting PyTorch, which takes a moment the first time</source>
        <translation>démarrage de PyTorch, un peu long la première fois</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the heart comes within {edge} mm of the image's side, where it may be cut off</source>
        <translation>le cœur arrive à moins de {edge} mm du bord de l’image, où il peut être coupé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the left ventricle would be under {least} or over {most} cm across</source>
        <translation>le ventricule gauche mesurerait moins de {least} ou plus de {most} cm de large</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the device</source>
        <translation>essai du périphérique</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the model {name} on {device}</source>
        <translation>essai du modèle {name} sur {device}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>writing the result</source>
        <translation>écriture du résultat</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} failed ({reason}); the CPU was used instead.</source>
        <translation>{device} a échoué ({reason}) ; le processeur a été utilisé à la place.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} has too little free memory; the CPU was used instead.</source>
        <translation>{device} a trop peu de mémoire libre ; le processeur a été utilisé à la place.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} was not used ({reason}); the CPU was used instead.</source>
        <translation>{device} n’a pas été utilisé ({reason}) ; le processeur a été utilisé à la place.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} ({reason}) needs the model '{model}', which is not here: install it from a file on the set-up page, or choose another.</source>
        <translation>{image} ({reason}) demande le modèle « {model} », qui n’est pas là : installez-le depuis un fichier à la page d’installation, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality} and is {what}: choose a model.</source>
        <translation>{image} est de modalité {modality} et est {what} : choisissez un modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality}; {model} looks at {known}: choose another model.</source>
        <translation>{image} est de modalité {modality} ; {model} examine {known} : choisissez un autre modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has values from {low} to {high}, which are not the Hounsfield units of a chest with lung or air in view: export the CT as its scanner stored it, without rescaling, or give its DICOM files, which say that it is one.</source>
        <translation>{image} a des valeurs de {low} à {high}, qui ne sont pas les unités Hounsfield d’un thorax avec du poumon ou de l’air dans le champ : exportez la TDM telle que le scanner l’a enregistrée, sans la remettre à l’échelle, ou donnez ses fichiers DICOM, qui disent que c’en est une.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} is neither a short-axis stack nor a CT in HU: choose a model.</source>
        <translation>{image} n’est ni une pile petit axe ni une TDM en UH : choisissez un modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} looks like a label map ({count} whole values from {low} to {high}), not an image: {remedy}.</source>
        <translation>{image} ressemble à une carte d’étiquettes ({count} valeurs entières de {low} à {high}), pas à une image : {remedy}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: '{name}' lies on the long axis and tells no direction: place it on the septum or in the right ventricle.</source>
        <translation>{image} : « {name} » se trouve sur le grand axe et n’indique aucune direction : placez-le sur le septum ou dans le ventricule droit.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a segment named '{name}'; add it.</source>
        <translation>{image} : les segments AHA demandent un segment nommé « {name} » ; ajoutez-le.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a slice with LV cavity and myocardium.</source>
        <translation>{image} : les segments AHA demandent une coupe avec cavité du VG et myocarde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need an anterior RV insertion; place one.</source>
        <translation>{image} : les segments AHA demandent une insertion antérieure du VD ; placez-en une.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: slices by level are of a stack, but this is a volume with a long axis: leave the levels out, thirds of the axis are taken.</source>
        <translation>{image} : les coupes par niveau sont celles d’une pile, mais ceci est un volume avec un grand axe : laissez les niveaux vides, les tiers de l’axe sont pris.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum is missing: place a point named '{name}' on the septum or in the right ventricle, or add a segment named '{segment}'.</source>
        <translation>{image} : la direction du septum manque : placez un point nommé « {name} » sur le septum ou dans le ventricule droit, ou ajoutez un segment nommé « {segment} ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum needs one point named '{name}', on the septum or in the right ventricle; there are {count}.</source>
        <translation>{image} : la direction du septum demande un point nommé « {name} », sur le septum ou dans le ventricule droit ; il y en a {count}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the points lie beside the heart that is segmented: give the points and the segmentation of one study.</source>
        <translation>{image} : les points sont à côté du cœur segmenté : donnez les points et la segmentation d’un même examen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the segment '{name}' does not touch the myocardium: correct it, or place a point named '{point}'.</source>
        <translation>{image} : le segment « {name} » ne touche pas le myocarde : corrigez-le, ou placez un point nommé « {point} ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{name} cannot be loaded ({reason}): install it again, in Slicer on LandmarkAI's set-up page.</source>
        <translation>{name} ne peut pas être chargé ({reason}) : réinstallez-le, dans Slicer à la page d’installation de LandmarkAI.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be read: get permission to read it.</source>
        <translation>{path} ne peut pas être lu : obtenez le droit de lecture.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be written ({reason}): {remedy}.</source>
        <translation>{path} ne peut pas être écrit ({reason}) : {remedy}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} could run code when opened: use a model that is safetensors only.</source>
        <translation>{path} pourrait exécuter du code à l’ouverture : utilisez un modèle fait uniquement de safetensors.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} did not arrive whole ({error}): free some space on that disk, then run it again.</source>
        <translation>{path} n’est pas arrivé entier ({error}) : libérez de la place sur ce disque, puis relancez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not exist: name a model's zip file or folder.</source>
        <translation>{path} n’existe pas : nommez le fichier zip ou le dossier d’un modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not fit this LandmarkAI ({error}): update it.</source>
        <translation>{path} ne convient pas à ce LandmarkAI ({error}) : mettez-le à jour.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not hold the files of one model: install models one by one.</source>
        <translation>{path} ne contient pas les fichiers d’un seul modèle : installez les modèles un par un.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged or altered (checksum): get the model again.</source>
        <translation>{path} est endommagé ou modifié (somme de contrôle) : procurez-vous de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: get the model again.</source>
        <translation>{path} est endommagé : procurez-vous de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: run the detection again.</source>
        <translation>{path} est endommagé : relancez la détection.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is in model format {format}, newer than the {known} known here: update LandmarkAI.</source>
        <translation>{path} est au format de modèle {format}, plus récent que le format {known} connu ici : mettez LandmarkAI à jour.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is missing: get the model again.</source>
        <translation>{path} manque : procurez-vous de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a model folder: it has no {description}.</source>
        <translation>{path} n’est pas un dossier de modèle : {description} manque.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a whole zip file: get the model again.</source>
        <translation>{path} n’est pas un fichier zip complet : procurez-vous de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} was altered after the model was made (checksum): get the model again.</source>
        <translation>{path} a été modifié après la création du modèle (somme de contrôle) : procurez-vous de nouveau le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{threads} threads cannot compute: ask for 1 or more.</source>
        <translation>{threads} fils d’exécution ne peuvent pas calculer : demandez-en au moins 1.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} met a file problem ({error}): mend it and run again.</source>
        <translation>{what} : problème de fichier ({error}) ; corrigez-le et relancez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} needs more memory than there is: close other programs or crop the image.</source>
        <translation>{what} demande plus de mémoire qu’il n’y en a : fermez d’autres programmes ou recadrez l’image.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was given up, as the detection process said nothing for {seconds} s; it was last at '{words}': see that its disk or file server answers, then run it again.</source>
        <translation>{what} a été abandonné, car le processus de détection n’a rien dit pendant {seconds} s ; il en était à « {words} » : vérifiez que son disque ou son serveur de fichiers répond, puis relancez.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not finished, as the detection process ended unexpectedly ({reason}): {remedy}; the log has the details.</source>
        <translation>{what} n’a pas été terminé, car le processus de détection s’est arrêté de façon inattendue ({reason}) : {remedy} ; le journal donne les détails.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not processed, by a fault of LandmarkAI ({words}, in {place}): please report this line.</source>
        <translation>{what} n’a pas été traité, par une erreur de LandmarkAI ({words}, dans {place}) : veuillez signaler cette ligne.</translation>
    </message>
</context>
<context>
    <name>panel.curves_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Error on validation cases (mm)</source>
        <translation>Erreur sur les cas de validation (mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Loss</source>
        <translation>Perte (loss)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Show how the error falls, in the plot view.</source>
        <translation>Montrer, dans la vue graphique, comment l’erreur diminue.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: loss</source>
        <translation>Étape {n} : perte (loss)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: median error (mm)</source>
        <translation>Étape {n} : erreur médiane (mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>There are no curves yet.</source>
        <translation>Il n’y a pas encore de courbes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>step</source>
        <translation>pas</translation>
    </message>
</context>
<context>
    <name>panel.dataset_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Case</source>
        <translation>Cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking: {case}</source>
        <translation>Vérification : {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Choisissez le dossier d’un jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>List what is wrong with the dataset, and how to mend it.</source>
        <translation>Lister ce qui ne va pas dans le jeu de données, et comment y remédier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Looking at the cases, and measuring this computer…</source>
        <translation>Examen des cas et mesure de cet ordinateur…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Make a preset for what the dataset holds, for half an hour of training.</source>
        <translation>Créer un préréglage pour le contenu du jeu de données, pour une demi-heure d'entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Remedy</source>
        <translation>Remède</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The check ended unexpectedly: check again.</source>
        <translation>La vérification s’est terminée de façon inattendue : vérifiez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The dataset</source>
        <translation>Le jeu de données</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The preset could not be made: check the dataset.</source>
        <translation>Le préréglage n'a pas pu être créé : vérifier le jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Write into cases.csv which subjects to train, validate and test on: 80, 10 and 10 %.</source>
        <translation>Écrire dans cases.csv les sujets d’entraînement, de validation et de test : 80, 10 et 10 %.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>all</source>
        <translation>tous</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>cases.csv: {train} cases to train, {val} to validate, {test} to test on. Check again.</source>
        <translation>cases.csv : {train} cas d’entraînement, {val} de validation, {test} de test. Vérifiez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>{path} is chosen as the preset. Its notes say why it is as it is:</source>
        <translation>{path} est choisi comme préréglage. Ses notes disent pourquoi il est ainsi :</translation>
    </message>
</context>
<context>
    <name>panel.evaluate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Case</source>
        <translation>Cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Choisissez le dossier d’un jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluate first.</source>
        <translation>Évaluez d’abord.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluating: {case}</source>
        <translation>Évaluation : {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>False</source>
        <translation>Faux</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Landmark</source>
        <translation>Repère</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measure the model on the dataset's test cases; without any, on the validation cases.</source>
        <translation>Mesurer le modèle sur les cas de test du jeu de données ; à défaut, sur les cas de validation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on all cases. On those that it was not trained on, its error is larger.</source>
        <translation>Mesuré sur tous les cas. Sur ceux qui n’ont pas servi à l’entraînement, son erreur est plus grande.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the test cases, which had no part in the training.</source>
        <translation>Mesuré sur les cas de test, qui n’ont eu aucune part à l’entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the validation cases, as there are no test cases. The model was calibrated on them: on others its error is larger.</source>
        <translation>Mesuré sur les cas de validation, faute de cas de test. Le modèle a été calibré sur eux : sur d’autres, son erreur est plus grande.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Median [IQR] mm</source>
        <translation>Médiane [EIQ] mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Missed</source>
        <translation>Manqués</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>No evaluation is running.</source>
        <translation>Aucune évaluation n’est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Open the whole report in the browser.</source>
        <translation>Ouvrir le rapport complet dans le navigateur.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Slice</source>
        <translation>Coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Stop the evaluation.</source>
        <translation>Arrêter l’évaluation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation ended unexpectedly: evaluate again.</source>
        <translation>L’évaluation s’est terminée de façon inattendue : évaluez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation is running.</source>
        <translation>L’évaluation est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation was cancelled.</source>
        <translation>L’évaluation a été annulée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Il n’y a pas encore de modèle : entraînez-en un d’abord.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Worst landmark</source>
        <translation>Pire repère</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>missed</source>
        <translation>manqué</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>{name}: on {n} slices with a reference point. Errors are of the points that were found; missed and false points are counted beside them.</source>
        <translation>{name} : sur {n} coupes avec un point de référence. Les erreurs sont celles des points trouvés ; les points manqués et faux sont comptés à part.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>≤ 5 mm</source>
        <translation>≤ 5 mm</translation>
    </message>
</context>
<context>
    <name>panel.export_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Choose the folder of the dataset.</source>
        <translation>Choisissez le dossier du jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Name the case, without the patient's identity.</source>
        <translation>Nommez le cas, sans l’identité du patient.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>There are no results to export: detect landmarks first.</source>
        <translation>Aucun résultat à exporter : détectez d’abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation>Écrire l’image, les points et la segmentation tels qu’ils sont dans le jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Written: {case}</source>
        <translation>Écrit : {case}</translation>
    </message>
</context>
<context>
    <name>panel.folder_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>A folder is being looked at.</source>
        <translation>Un dossier est en cours de traitement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose another folder for the results: this one holds the studies.</source>
        <translation>Choisissez un autre dossier pour les résultats : celui-ci contient les examens.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder for the results.</source>
        <translation>Choisissez le dossier pour les résultats.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder of the studies.</source>
        <translation>Choisissez le dossier des examens.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Detect in every study of the folder. What is complete already is skipped.</source>
        <translation>Détecter dans chaque examen du dossier. Ce qui est déjà complet est ignoré.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Nothing is running.</source>
        <translation>Rien n’est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Review all studies in the browser.</source>
        <translation>Passer en revue tous les examens dans le navigateur.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Stop the run; studies that are done stay.</source>
        <translation>Arrêter l’exécution ; les examens terminés restent.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The last: {text}</source>
        <translation>Le dernier : {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The run was cancelled; start it again to go on.</source>
        <translation>L’exécution a été annulée ; relancez-la pour continuer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>There is no quality page in that folder yet.</source>
        <translation>Il n’y a pas encore de page de qualité dans ce dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>cancelling…</source>
        <translation>annulation…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>{done} studies done, {skipped} done before, {failed} failed.</source>
        <translation>{done} examens traités, {skipped} déjà traités, {failed} en échec.</translation>
    </message>
</context>
<context>
    <name>panel.frames_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Detect in all frames first (Frames: All).</source>
        <translation>Détectez d’abord dans toutes les images (Images : Toutes).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>ED | ES</source>
        <translation>TD | TS</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>End diastole and end systole side by side, by the volume of the cavity.</source>
        <translation>Télédiastole et télésystole côte à côte, d’après le volume de la cavité.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Frame {frame} of 0 to {last}</source>
        <translation>Image {frame} de 0 à {last}</translation>
    </message>
</context>
<context>
    <name>panel.function_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>By body surface</source>
        <translation>Par surface corporelle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Contours or points have changed since: measure again.</source>
        <translation>Les contours ou les points ont changé depuis : mesurer à nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ED mm</source>
        <translation>TD mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ES mm</source>
        <translation>TS mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>End diastole: frame {ed}, end systole: frame {es}.</source>
        <translation>Télédiastole : image {ed}, télésystole : image {es}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Find end diastole and end systole, and measure volumes, mass and wall thickness.</source>
        <translation>Trouver la télédiastole et la télésystole, et mesurer volumes, masse et épaisseur des parois.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV ejection fraction</source>
        <translation>Fraction d’éjection du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-diastolic volume</source>
        <translation>Volume télédiastolique du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-systolic volume</source>
        <translation>Volume télésystolique du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV mass</source>
        <translation>Masse du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV stroke volume</source>
        <translation>Volume d’éjection systolique du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Quantity</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV ejection fraction</source>
        <translation>Fraction d’éjection du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-diastolic volume</source>
        <translation>Volume télédiastolique du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-systolic volume</source>
        <translation>Volume télésystolique du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV stroke volume</source>
        <translation>Volume d’éjection systolique du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Thickening %</source>
        <translation>Épaississement %</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>female</source>
        <translation>féminin</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>male</source>
        <translation>masculin</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>not given</source>
        <translation>non indiqué</translation>
    </message>
</context>
<context>
    <name>panel.input_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Choose a short-axis stack, or a cardiac CT, and press &lt;b&gt;Detect landmarks&lt;/b&gt;: the points, all slices and the AHA segments are shown below. No image at hand? The module &lt;b&gt;Sample Data&lt;/b&gt; has a simulated study.</source>
        <translation>Choisissez une pile petit axe ou un scanner cardiaque et appuyez sur &lt;b&gt;Détecter les repères&lt;/b&gt; : les points, toutes les coupes et les segments AHA s’affichent ci-dessous. Pas d’image ? Le module &lt;b&gt;Sample Data&lt;/b&gt; propose une étude simulée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input: {name}</source>
        <translation>Entrée : {name}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Terms and errors</source>
        <translation>Conditions et erreurs</translation>
    </message>
</context>
<context>
    <name>panel.install_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Installed: choose {name} as the model in the module LandmarkAI.</source>
        <translation>Installé : choisissez {name} comme modèle dans le module LandmarkAI.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Let LandmarkAI offer the model on this computer.</source>
        <translation>Faire proposer le modèle par LandmarkAI sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Name the model.</source>
        <translation>Nommez le modèle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Il n’y a pas encore de modèle : entraînez-en un d’abord.</translation>
    </message>
</context>
<context>
    <name>panel.mask_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the T1 map after contrast as the other volume.</source>
        <translation>Choisissez la carte T1 après contraste comme autre volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the points of the other volume, or detect landmarks in it first.</source>
        <translation>Choisissez les points de l’autre volume, ou détectez-y d’abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Contours, points or images have changed since: measure again.</source>
        <translation>Les contours, points ou images ont changé depuis : mesurer à nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Divide the chosen contours and measure image and map.</source>
        <translation>Diviser les contours choisis et mesurer l’image et la carte.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>ECV from T1 before and after contrast, both in ms.</source>
        <translation>ECV à partir du T1 avant et après contraste, tous deux en ms.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Half of the maximum</source>
        <translation>Moitié du maximum</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Measured in {name}.</source>
        <translation>Mesuré dans {name}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Myocardium above a threshold; not a diagnosis.</source>
        <translation>Myocarde au-dessus d’un seuil ; ce n’est pas un diagnostic.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD</source>
        <translation>ET</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD above remote myocardium</source>
        <translation>ET au-dessus du myocarde à distance</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Scar {mass:.1f} g, {percent:.1f} % of the myocardium; threshold {threshold:.4g}: {rule}. A threshold, not a diagnosis.</source>
        <translation>Cicatrice {mass:.1f} g, {percent:.1f} % du myocarde ; seuil {threshold:.4g} : {rule}. Un seuil, pas un diagnostic.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>T1 of blood: {before:.0f} ms native, {after:.0f} ms after contrast.</source>
        <translation>T1 du sang : {before:.0f} ms natif, {after:.0f} ms après contraste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>after alignment</source>
        <translation>après alignement</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>before alignment</source>
        <translation>avant alignement</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>± by points</source>
        <translation>± dû aux points</translation>
    </message>
</context>
<context>
    <name>panel.model_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Automatic, by the image</source>
        <translation>Automatique, selon l’image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Its errors have not been reported with it.</source>
        <translation>Ses erreurs n’ont pas été communiquées avec lui.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Landmarks: {names}.</source>
        <translation>Repères : {names}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Median error in {data} ({images}): {errors}</source>
        <translation>Erreur médiane dans {data} ({images}) : {errors}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>No model fits {name} by itself: choose one.</source>
        <translation>Aucun modèle ne convient automatiquement à {name} : choisissez-en un.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Segments: {names}.</source>
        <translation>Segments : {names}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}</source>
        <translation>Conditions des poids : {terms}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}.</source>
        <translation>Conditions des poids : {terms}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>The model {name} is not here: install it from a file, or choose another.</source>
        <translation>Le modèle {name} est absent : installez-le depuis un fichier, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>There is no model: install one from a file, on the set-up page below.</source>
        <translation>Il n’y a pas de modèle : installez-en un depuis un fichier, dans la page de configuration ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}</source>
        <translation>Entraîné sur {data}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}.</source>
        <translation>Entraîné sur {data}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Which model is used is decided by the image.</source>
        <translation>Le modèle utilisé dépend de l’image.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>damaged</source>
        <translation>endommagé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>data that it does not name</source>
        <translation>des données qu’il ne nomme pas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>of {subjects} subjects</source>
        <translation>de {subjects} sujets</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{cases} cases</source>
        <translation>{cases} cas</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name} {median:.2f} mm ({far:.1f} % over 10 mm)</source>
        <translation>{name} {median:.2f} mm ({far:.1f} % au-delà de 10 mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name}: not here</source>
        <translation>{name} : absent</translation>
    </message>
</context>
<context>
    <name>panel.mosaic_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>All slices</source>
        <translation>Toutes les coupes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Picture (*.png)</source>
        <translation>Image (*.png)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Save picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
</context>
<context>
    <name>panel.mosaic_view</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_view.py"/>
        <source>Seen from the apex, septum on the left, base first. Click a slice to see it in the views; drag a point to correct it. Keys, with the mouse over a slice: A accept, M missing, P place here, Z restore.</source>
        <translation>Vu de l’apex, septum à gauche, base en premier. Cliquez sur une coupe pour la voir dans les vues ; faites glisser un point pour le corriger. Touches, la souris sur une coupe : A accepter, M absent, P placer ici, Z restaurer.</translation>
    </message>
</context>
<context>
    <name>panel.packages_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Install them, after asking.</source>
        <translation>Les installer, après confirmation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are being installed.</source>
        <translation>Des paquets sont en cours d’installation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are missing ({names}): press Install at the top of this panel.</source>
        <translation>Des paquets manquent ({names}) : appuyez sur « Installer » en haut de ce panneau.</translation>
    </message>
</context>
<context>
    <name>panel.panel</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/panel.py"/>
        <source>{count} reviewed points were kept.</source>
        <translation>{count} points relus ont été conservés.</translation>
    </message>
</context>
<context>
    <name>panel.paper</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Copy table</source>
        <translation>Copier le tableau</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Picture (*.png)</source>
        <translation>Image (*.png)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Put the whole table on the clipboard (Ctrl+C in it).</source>
        <translation>Placer tout le tableau dans le presse-papiers (Ctrl+C à l’intérieur).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save CSV…</source>
        <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture…</source>
        <translation>Enregistrer l’image…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save table</source>
        <translation>Enregistrer le tableau</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>There is no table yet: detect landmarks first.</source>
        <translation>Il n’y a pas encore de tableau : détectez d’abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Write the whole table into a file.</source>
        <translation>Écrire tout le tableau dans un fichier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>{count} rows copied</source>
        <translation>{count} lignes copiées</translation>
    </message>
</context>
<context>
    <name>panel.parameters</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Apple GPU (MPS)</source>
        <translation>GPU Apple (MPS)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU NVIDIA (CUDA)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>The one that is shown</source>
        <translation>Celle qui est affichée</translation>
    </message>
</context>
<context>
    <name>panel.pdf_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (*.pdf)</source>
        <translation>Rapport (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (PDF)…</source>
        <translation>Rapport (PDF)…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Save report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Il n’y a pas encore de points : détectez d’abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Write all slices, the AHA segments and all tables into one file, for print.</source>
        <translation>Écrire toutes les coupes, les segments AHA et tous les tableaux dans un fichier, pour l’impression.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
</context>
<context>
    <name>panel.refine_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click points into a slice view, roughly; press again to throw them away.</source>
        <translation>Cliquer des points dans une vue de coupe, approximativement ; appuyer de nouveau pour les abandonner.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view, or press Refine.</source>
        <translation>Cliquez dans une vue de coupe sur : {label}, ou appuyez sur « Affiner ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view.</source>
        <translation>Cliquez dans une vue de coupe sur : {label}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Go on clicking points into a slice view.</source>
        <translation>Continuer à cliquer des points dans une vue de coupe.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Let the model look again, from the rough points on.</source>
        <translation>Laisser le modèle regarder de nouveau, à partir des points approximatifs.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Place a rough point first.</source>
        <translation>Placez d’abord un point approximatif.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Place rough points again to click them.</source>
        <translation>Appuyez de nouveau sur « Points approximatifs » pour les cliquer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine, or Place rough points to click more of them.</source>
        <translation>Appuyez sur « Affiner », ou sur « Points approximatifs » pour en cliquer d’autres.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine.</source>
        <translation>Appuyez sur « Affiner ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>There is no model to refine with.</source>
        <translation>Il n’y a pas de modèle pour affiner.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look.</source>
        <translation>Là où le modèle s’est égaré, montrez-lui à peu près où regarder.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look; one slice is enough.</source>
        <translation>Là où le modèle s’est égaré, montrez-lui approximativement où chercher ; une coupe suffit.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{label} to place</source>
        <translation>{label} à placer</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{name} rough points</source>
        <translation>{name} points approximatifs</translation>
    </message>
</context>
<context>
    <name>panel.report_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Choose a folder.</source>
        <translation>Choisir un dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Measure the function of the chosen volume first.</source>
        <translation>Mesurer d'abord la fonction du volume choisi.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>There are no results: detect landmarks first.</source>
        <translation>Il n'y a pas de résultats : détecter d'abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write a page with volumes, curve and walls, and the same as tables.</source>
        <translation>Écrire une page avec volumes, courbe et parois, et la même chose en tableaux.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write contours as DICOM Segmentation, points and measurements as structured report.</source>
        <translation>Écrire les contours en Segmentation DICOM, points et mesures en rapport structuré.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Written: {files} in {folder}</source>
        <translation>Écrit : {files} dans {folder}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>{path} is there already: choose another folder.</source>
        <translation>{path} existe déjà : choisir un autre dossier.</translation>
    </message>
</context>
<context>
    <name>panel.review_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Back to what the model said (Z).</source>
        <translation>Revenir à ce qu’a dit le modèle (Z).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Choisissez un point dans la liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Click where it is, in a slice view (P).</source>
        <translation>Cliquer là où il se trouve, dans une vue de coupe (P).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It cannot be seen in this image (M).</source>
        <translation>Il n’est pas visible dans cette image (M).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is missing already.</source>
        <translation>Il est déjà absent.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is not in this slice (M or Del).</source>
        <translation>Il n’est pas dans cette coupe (M ou Suppr).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is right as it is (A).</source>
        <translation>Il est juste tel quel (A).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Landmark</source>
        <translation>Repère</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Nothing was changed on this point.</source>
        <translation>Rien n’a été modifié sur ce point.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Slice</source>
        <translation>Coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Il n’y a pas encore de points : détectez d’abord les repères.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>accepted</source>
        <translation>accepté</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>corrected</source>
        <translation>corrigé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>marked missing</source>
        <translation>marqué absent</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>not found</source>
        <translation>non trouvé</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>placed by hand</source>
        <translation>placé à la main</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{name}, slice {number}</source>
        <translation>{name}, coupe {number}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{text} Slice at {offset:.1f} mm.</source>
        <translation>{text} Coupe à {offset:.1f} mm.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: not found, probability {p:.2f}.</source>
        <translation>{where} : non trouvé, probabilité {p:.2f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: ± {error:.1f} mm, probability {p:.2f}.</source>
        <translation>{where} : ± {error:.1f} mm, probabilité {p:.2f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>± mm</source>
        <translation>± mm</translation>
    </message>
</context>
<context>
    <name>panel.run_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source> ({count} more waiting)</source>
        <translation> ({count} autres en attente)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Find the landmarks of the chosen volume (Ctrl+Enter).</source>
        <translation>Détecter les repères du volume choisi (Ctrl+Entrée).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Nothing is running.</source>
        <translation>Rien n’est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Show the log</source>
        <translation>Afficher le journal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Stop the run; nothing is left of it.</source>
        <translation>Arrêter l’exécution ; il n’en reste rien.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation>L’exécution a été annulée. {reason}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>cancelling…</source>
        <translation>annulation…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name} is being looked at.</source>
        <translation>{name} est en cours d’analyse.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name}: {found} of {total} points found. Check them before you use them.</source>
        <translation>{name} : {found} points trouvés sur {total}. Vérifiez-les avant de les utiliser.</translation>
    </message>
</context>
<context>
    <name>panel.self_test_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Self-test: {step}…</source>
        <translation>Autotest : {step}…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>The self-test is running.</source>
        <translation>L’autotest est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Try everything on sample data, ten steps of training included; takes a minute or two. Writes a text file to send with a question; it names neither you nor your folders.</source>
        <translation>Tout essayer sur des données d’exemple, dix pas d’entraînement compris ; dure une à deux minutes. Écrit un fichier texte à joindre à une question ; il ne nomme ni vous ni vos dossiers.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Written to {path}</source>
        <translation>Écrit dans {path}</translation>
    </message>
</context>
<context>
    <name>panel.setup_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking: {text}</source>
        <translation>Vérification : {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model</source>
        <translation>Installer un modèle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model from a file.</source>
        <translation>Installer un modèle depuis un fichier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installer ce qui manque, après confirmation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Installing… This takes some minutes, and cannot be cancelled.</source>
        <translation>Installation… Cela prend quelques minutes et ne peut pas être annulé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Log:</source>
        <translation>Journal :</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Models (*.zip)</source>
        <translation>Modèles (*.zip)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Nothing is missing.</source>
        <translation>Rien ne manque.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are being installed.</source>
        <translation>Des paquets sont en cours d’installation.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are missing ({names}): install them on the set-up page below.</source>
        <translation>Des paquets manquent ({names}) : installez-les dans la page de configuration ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Press Check first.</source>
        <translation>Appuyez d’abord sur « Vérifier ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Put the report on the clipboard.</source>
        <translation>Placer le rapport dans le presse-papiers.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check is running.</source>
        <translation>La vérification est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check was cancelled.</source>
        <translation>La vérification a été annulée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The log is empty.</source>
        <translation>Le journal est vide.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The model {name} {version} was installed; its checksums are right.</source>
        <translation>Le modèle {name} {version} a été installé ; ses sommes de contrôle sont correctes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The packages were installed. Press Check.</source>
        <translation>Les paquets ont été installés. Appuyez sur « Vérifier ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Try PyTorch, the device and the models.</source>
        <translation>Essayer PyTorch, le dispositif et les modèles.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>missing</source>
        <translation>absent</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>✓ All is there.</source>
        <translation>✓ Tout est là.</translation>
    </message>
</context>
<context>
    <name>panel.train_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>A training is running in this folder.</source>
        <translation>Un entraînement est en cours dans ce dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {hours} h left.</source>
        <translation>Encore environ {hours} h.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {minutes} min left.</source>
        <translation>Encore environ {minutes} min.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a folder for the training.</source>
        <translation>Choisissez un dossier pour l’entraînement.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a preset.</source>
        <translation>Choisissez un préréglage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Choisissez le dossier d’un jeu de données.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Go on from the last checkpoints, with the choices of before.</source>
        <translation>Reprendre à partir des derniers points de sauvegarde, avec les choix d’avant.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>No training is running in this folder.</source>
        <translation>Aucun entraînement n’est en cours dans ce dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stage {stage} of {stages}, step {step} of {steps}. Slicer may be closed meanwhile: the training goes on, and its folder is found again.</source>
        <translation>Étape {stage} sur {stages}, pas {step} sur {steps}. Slicer peut être fermé entre-temps : l’entraînement continue, et son dossier est retrouvé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Starting: reading the dataset…</source>
        <translation>Démarrage : lecture du jeu de données…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Steps are whole numbers, one a stage, such as 1500 2500.</source>
        <translation>Les pas sont des nombres entiers, un par étape, comme 1500 2500.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stop the training; it can be resumed from its last checkpoint.</source>
        <translation>Arrêter l’entraînement ; il peut être repris à partir de son dernier point de sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds a training: resume it, or choose another folder.</source>
        <translation>Le dossier contient un entraînement : reprenez-le, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds no training to go on with.</source>
        <translation>Le dossier ne contient aucun entraînement à poursuivre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training ended unexpectedly: it was killed, or the machine went down. Nothing that was saved is lost: Resume goes on from the last checkpoint.</source>
        <translation>L’entraînement s’est terminé de façon inattendue : il a été tué, ou la machine s’est arrêtée. Rien de ce qui était enregistré n’est perdu : « Reprendre » repart du dernier point de sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training has come to its end.</source>
        <translation>L’entraînement est arrivé à son terme.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training is running.</source>
        <translation>L’entraînement est en cours.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training stopped: {reason} What was trained is kept: when that is mended, press Resume.</source>
        <translation>L’entraînement s’est arrêté : {reason} Ce qui a été entraîné est conservé : une fois le problème résolu, appuyez sur « Reprendre ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training was cancelled. Resume goes on from its last checkpoint.</source>
        <translation>L’entraînement a été annulé. « Reprendre » repart de son dernier point de sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Train in a process of its own, which goes on when Slicer is closed.</source>
        <translation>Entraîner dans un processus à part, qui continue quand Slicer est fermé.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Trained. Evaluate the model, then install it.</source>
        <translation>Entraîné. Évaluez le modèle, puis installez-le.</translation>
    </message>
</context>
<context>
    <name>panel.ventricle_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>LV volume</source>
        <translation>Volume du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Left ventricle</source>
        <translation>Ventricule gauche</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Long axis length</source>
        <translation>Longueur du grand axe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Measures</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Show the segments as surfaces in the 3D view.</source>
        <translation>Afficher les segments sous forme de surfaces dans la vue 3D.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>There are no segments to show.</source>
        <translation>Il n’y a pas de segments à afficher.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>{name}: not known</source>
        <translation>{name} : inconnu</translation>
    </message>
</context>
<context>
    <name>panel.widgets</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Anterior RV insertion</source>
        <translation>Insertion antérieure du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Aortic annulus center</source>
        <translation>Centre de l’anneau aortique</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical anterior</source>
        <translation>Antérieur apical</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical inferior</source>
        <translation>Inférieur apical</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical lateral</source>
        <translation>Latéral apical</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical septal</source>
        <translation>Septal apical</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterior</source>
        <translation>Antérieur basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterolateral</source>
        <translation>Antérolatéral basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anteroseptal</source>
        <translation>Antéroseptal basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferior</source>
        <translation>Inférieur basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferolateral</source>
        <translation>Inférolatéral basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferoseptal</source>
        <translation>Inféroseptal basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the aortic annulus, the ring in which the cusps hinge</source>
        <translation>Centre de l’anneau aortique, où s’insèrent les sigmoïdes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the line along which the mitral leaflets hinge</source>
        <translation>Centre de la ligne d’insertion des feuillets mitraux</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the tricuspid annulus</source>
        <translation>Centre de l’anneau tricuspide</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centroid of the left ventricular cavity in a slice</source>
        <translation>Barycentre de la cavité ventriculaire gauche dans une coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Endocardial point farthest from the mitral annulus along the long axis</source>
        <translation>Point endocardique le plus éloigné de l’anneau mitral le long du grand axe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Inferior RV insertion</source>
        <translation>Insertion inférieure du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV apex</source>
        <translation>Apex du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV center</source>
        <translation>Centre du VG</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Left ventricle</source>
        <translation>Ventricule gauche</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterior</source>
        <translation>Antérieur médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterolateral</source>
        <translation>Antérolatéral médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anteroseptal</source>
        <translation>Antéroseptal médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferior</source>
        <translation>Inférieur médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferolateral</source>
        <translation>Inférolatéral médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferoseptal</source>
        <translation>Inféroseptal médian</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mitral annulus center</source>
        <translation>Centre de l’anneau mitral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Myocardium</source>
        <translation>Myocarde</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>RV apex</source>
        <translation>Apex du VD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Right ventricle</source>
        <translation>Ventricule droit</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tip of the right ventricular cavity</source>
        <translation>Pointe de la cavité ventriculaire droite</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tricuspid annulus center</source>
        <translation>Centre de l’anneau tricuspide</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum anteriorly</source>
        <translation>Là où la paroi libre du ventricule droit rejoint le septum en avant</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum inferiorly</source>
        <translation>Là où la paroi libre du ventricule droit rejoint le septum en bas</translation>
    </message>
</context>
<context>
    <name>scene.align</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose another list to move the points onto: they lie on themselves.</source>
        <translation>Choisissez une autre liste vers laquelle déplacer les points : ils coïncident avec eux-mêmes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points that are to be moved.</source>
        <translation>Choisissez les points à déplacer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points to move them onto.</source>
        <translation>Choisissez les points vers lesquels les déplacer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>{target} would move along, as it goes with {other}: part them first.</source>
        <translation>{target} serait déplacé aussi, car il suit {other} : séparez-les d’abord.</translation>
    </message>
</context>
<context>
    <name>scene.any_mask</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the T1 volume after contrast and its points.</source>
        <translation>Choisissez le volume T1 après contraste et ses points.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the contours: a segmentation with Left ventricle and Myocardium.</source>
        <translation>Choisissez les contours : une segmentation avec « Left ventricle » et « Myocardium ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the points: a list with the Anterior RV insertion, or of a CT with LV apex and Mitral annulus center.</source>
        <translation>Choisissez les points : une liste avec « Anterior RV insertion », ou pour un scanner avec « LV apex » et « Mitral annulus center ».</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the short-axis image.</source>
        <translation>Choisissez l’image petit axe.</translation>
    </message>
</context>
<context>
    <name>scene.dicom_loading</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>Cardiac short axis, for LandmarkAI: as one volume, or a sequence of its frames.</source>
        <translation>Petit axe du cœur, pour LandmarkAI : en un volume, ou en séquence de ses phases.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>The files are not those of one series any more: examine them again.</source>
        <translation>Les fichiers ne sont plus ceux d'une série : examiner à nouveau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of one slice</source>
        <translation>{name} : {frames} phases d'une coupe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of {slices} slices</source>
        <translation>{name} : {frames} phases de {slices} coupes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {slices} slices</source>
        <translation>{name} : {slices} coupes</translation>
    </message>
</context>
<context>
    <name>scene.dicom_source</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Choose a volume.</source>
        <translation>Choisissez un volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Slicer's DICOM database is closed: open the module DICOM.</source>
        <translation>La base DICOM de Slicer est fermée : ouvrir le module DICOM.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>The DICOM files of {name} are gone or damaged: import its series again.</source>
        <translation>Les fichiers DICOM de {name} ont disparu ou sont abîmés : importer à nouveau la série.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} is one of {count} frames of its series, and nothing says which.</source>
        <translation>{name} est l'une des {count} images de sa série, et rien ne dit laquelle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} was not loaded from DICOM: load its series with Slicer's module DICOM.</source>
        <translation>{name} n'a pas été chargé depuis DICOM : charger la série avec le module DICOM de Slicer.</translation>
    </message>
</context>
<context>
    <name>scene.edits</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/edits.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation>{name} et {volume} sont sous des transformations différentes : utilisez-en une seule.</translation>
    </message>
</context>
<context>
    <name>scene.export</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>'{name}' cannot name a case: use letters, digits, - and _.</source>
        <translation>« {name} » ne peut pas nommer un cas : utilisez des lettres, des chiffres, - et _.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>{path} is there already: choose another name for the case.</source>
        <translation>{path} existe déjà : choisissez un autre nom pour le cas.</translation>
    </message>
</context>
<context>
    <name>scene.function</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Both phases are the same volume: choose another one.</source>
        <translation>Les deux phases sont le même volume : choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or a second volume that shows the other phase.</source>
        <translation>Choisissez une séquence, ou un second volume qui montre l’autre phase.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or two volumes: end diastole and end systole.</source>
        <translation>Choisissez une séquence, ou deux volumes : télédiastole et télésystole.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>frame</source>
        <translation>image</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has frames without contours: detect in all of its frames first.</source>
        <translation>{name} a des images sans contours : détectez d’abord dans toutes ses images.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has no contours: detect landmarks in it first.</source>
        <translation>{name} n’a pas de contours : détectez-y d’abord les repères.</translation>
    </message>
</context>
<context>
    <name>scene.kinds</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/kinds.py"/>
        <source>{name} has changed since the detection began: detect again.</source>
        <translation>{name} a changé depuis le début de la détection : détectez de nouveau.</translation>
    </message>
</context>
<context>
    <name>scene.results</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/results.py"/>
        <source>{name} has other frames than when the detection began: detect again.</source>
        <translation>{name} a d’autres images qu’au début de la détection : détectez de nouveau.</translation>
    </message>
</context>
<context>
    <name>scene.segmentations</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/segmentations.py"/>
        <source>{name} holds {count} segments: keep those that are needed.</source>
        <translation>{name} contient {count} segments : ne gardez que ceux qui sont nécessaires.</translation>
    </message>
</context>
<context>
    <name>scene.tables</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/tables.py"/>
        <source>{name}, slice {number}</source>
        <translation>{name}, coupe {number}</translation>
    </message>
</context>
<context>
    <name>scene.transforms</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/transforms.py"/>
        <source>{source} and {target} are under transforms that bend: harden them.</source>
        <translation>{source} et {target} sont sous des transformations non linéaires : appliquez-les définitivement (Harden).</translation>
    </message>
</context>
<context>
    <name>scene.volumes</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>Choose a volume.</source>
        <translation>Choisissez un volume.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} does not say where its voxels lie: correct its spacing in module Volumes.</source>
        <translation>{name} n’indique pas où se trouvent ses voxels : corrigez leur espacement dans le module Volumes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} has several values a voxel (colours or vectors): choose one of grey values.</source>
        <translation>{name} a plusieurs valeurs par voxel (couleurs ou vecteurs) : choisissez-en un en niveaux de gris.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} holds no image: load it again.</source>
        <translation>{name} ne contient pas d’image : rechargez-le.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is a label map: choose the image that it was drawn on.</source>
        <translation>{name} est une carte d’étiquettes : choisissez l’image sur laquelle elle a été dessinée.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is not a volume: choose one.</source>
        <translation>{name} n’est pas un volume : choisissez-en un.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} was removed from the scene: choose another volume.</source>
        <translation>{name} a été retiré de la scène : choisissez un autre volume.</translation>
    </message>
</context>
</TS>
